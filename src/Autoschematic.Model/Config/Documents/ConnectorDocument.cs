using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`Connector(…)` as it is written.</summary>
[RonName("Connector")]
internal sealed record ConnectorDocument
{
    public required string Shortname { get; init; }

    public required ConnectorSpec Spec { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    public string? EnvFile { get; init; }

    public int? Concurrency { get; init; }
}
