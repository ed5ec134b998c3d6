namespace Autoschematic.Sdk;

/// <summary>What one step of a task did.</summary>
public sealed record TaskStep
{
    /// <summary>State for the next step; null or empty when the task is done.</summary>
    public ReadOnlyMemory<byte>? NextState { get; init; }

    /// <summary>Repository files it changed, relative to the repository root.</summary>
    public IReadOnlyList<string> ModifiedFiles { get; init; } = [];

    /// <summary>Outputs to store; a null value deletes the output.</summary>
    public IReadOnlyDictionary<string, string?> Outputs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Names of outputs that are secrets.</summary>
    public IReadOnlyCollection<string> SensitiveOutputs { get; init; } = [];

    /// <summary>Secrets to seal, by the path of the file that is to hold each.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>What was done, for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>When to run the next step; at once when null. Whole seconds count.</summary>
    public DateTimeOffset? DelayUntil { get; init; }
}
