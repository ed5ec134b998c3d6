using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`Prefix(…)` as it is written.</summary>
[RonName("Prefix")]
[Doc("A folder of resources and the connectors that manage them.")]
internal sealed record PrefixDocument
{
    [Doc("The connectors of the prefix. When several want the same file, the first of them owns it.")]
    public required IReadOnlyList<ConnectorDocument> Connectors { get; init; }

    [Doc("What the prefix is for; people read it.")]
    public string? Description { get; init; }

    [Doc("A name that prefixes of one account have in common: an import into one of them leaves out what another already has.")]
    public string? ResourceGroup { get; init; }

    [Doc("Tasks that the server runs for the prefix.")]
    public IReadOnlyList<TaskDocument> Tasks { get; init; } = [];

    [Doc("A file of `KEY=value` lines with variables for every connector of the prefix, relative to the root of the repository.", Text = DocumentText.File)]
    public string? EnvFile { get; init; }

    [Doc(
        "Variables that every connector of the prefix gets. Later ones win: the prefix's `env_file`, its `env`, the connector's `env_file`, its `env`.\n\n"
            + "- `env://NAME` is the variable `NAME` of the shell that autoschematic runs in; `\"AWS_*\": \"env://AWS_*\"` passes a family.\n"
            + "- `secret://PATH` is unsealed from a file of the repository.\n\n"
            + "As soon as any `env://` stands in the file, connectors get nothing else of your environment.",
        Values = DocumentText.Variable)]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();
}
