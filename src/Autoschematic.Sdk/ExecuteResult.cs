namespace Autoschematic.Sdk;

/// <summary>What an executed operation gives.</summary>
public sealed record ExecuteResult
{
    /// <summary>Outputs to store; a null value deletes the output.</summary>
    public IReadOnlyDictionary<string, string?> Outputs { get; init; } = new Dictionary<string, string?>();

    /// <summary>Names of outputs that are secrets.</summary>
    public IReadOnlyCollection<string> SensitiveOutputs { get; init; } = [];

    /// <summary>What was done, for people.</summary>
    public string Message { get; init; } = "";
}
