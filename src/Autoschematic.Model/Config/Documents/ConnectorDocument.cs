using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`Connector(…)` as it is written.</summary>
[RonName("Connector")]
[Doc("A program that maps files of its prefix to things behind an API.")]
internal sealed record ConnectorDocument
{
    [Doc("What `--connector` and messages call the connector, such as `grafana`. Each connector of a prefix has its own.")]
    public required string Shortname { get; init; }

    [Doc("How the connector's program is found and started.")]
    public required ConnectorSpec Spec { get; init; }

    [Doc(
        "Variables that the connector gets. Later ones win: the prefix's `env_file`, its `env`, the connector's `env_file`, its `env`.\n\n"
            + "- `env://NAME` is the variable `NAME` of the shell that autoschematic runs in; `\"AWS_*\": \"env://AWS_*\"` passes a family.\n"
            + "- `secret://PATH` is unsealed from a file of the repository.\n\n"
            + "As soon as any `env://` stands in the file, connectors get nothing else of your environment.",
        Values = DocumentText.Variable)]
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    [Doc("A file of `KEY=value` lines with variables for the connector, relative to the root of the repository.", Text = DocumentText.File)]
    public string? EnvFile { get; init; }

    [Doc("How many calls the connector gets at a time, from 1 to 64. Without it the connector itself says how many it can take.")]
    public int? Concurrency { get; init; }
}
