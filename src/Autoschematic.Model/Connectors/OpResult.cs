namespace Autoschematic.Model.Connectors;

/// <summary>What an executed op answered; an output whose value is null is to be deleted.</summary>
public sealed record OpResult(
    IReadOnlyDictionary<string, string?> Outputs,
    IReadOnlySet<string> SensitiveOutputs,
    string? Message);
