namespace Autoschematic.Model.Connectors;

/// <summary>One step of a task; it is called again with <paramref name="NextState"/> until that is null.</summary>
public sealed record TaskStep(
    ReadOnlyMemory<byte>? NextState,
    IReadOnlyList<string> ModifiedFiles,
    IReadOnlyDictionary<string, string?> Outputs,
    IReadOnlySet<string> SensitiveOutputs,
    IReadOnlyDictionary<string, string?> Secrets,
    string? Message,
    DateTimeOffset? DelayUntil);
