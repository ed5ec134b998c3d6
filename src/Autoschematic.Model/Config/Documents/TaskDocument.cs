using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`AuxTask(…)` as it is written.</summary>
[RonName("AuxTask")]
[Doc("A task that the server runs for a prefix.")]
internal sealed record TaskDocument
{
    [Doc("What the task is called; each task of a prefix has its own name.")]
    public required string Name { get; init; }

    [Doc("What the task is for; people read it.")]
    public string? Description { get; init; }

    [Doc(
        "Variables that the task gets. Later ones win: the prefix's `env_file`, its `env`, the connector's `env_file`, its `env`.\n\n"
            + "- `env://NAME` is the variable `NAME` of the shell that autoschematic runs in; `\"AWS_*\": \"env://AWS_*\"` passes a family.\n"
            + "- `secret://PATH` is unsealed from a file of the repository.\n\n"
            + "As soon as any `env://` stands in the file, connectors get nothing else of your environment.",
        Values = DocumentText.Variable)]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [Doc("A file of `KEY=value` lines with variables for the task, relative to the root of the repository.", Text = DocumentText.File)]
    public string? EnvFile { get; init; }
}
