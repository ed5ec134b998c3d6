using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config.Documents;

/// <summary>`AuxTask(…)` as it is written.</summary>
[RonName("AuxTask")]
internal sealed record TaskDocument
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    public string? EnvFile { get; init; }
}
