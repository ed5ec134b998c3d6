using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`Prefix(…)` as it is written.</summary>
[RonName("Prefix")]
internal sealed record PrefixDocument
{
    public required IReadOnlyList<ConnectorDocument> Connectors { get; init; }

    public string? Description { get; init; }

    public string? ResourceGroup { get; init; }

    public IReadOnlyList<TaskDocument> Tasks { get; init; } = [];

    public string? EnvFile { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();
}
