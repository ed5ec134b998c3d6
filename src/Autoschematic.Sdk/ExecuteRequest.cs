namespace Autoschematic.Sdk;

/// <summary>An operation to execute.</summary>
/// <param name="Address">The physical address when there is one, else the virtual one.</param>
/// <param name="Definition">What <see cref="ConnectorOp.Definition"/> said when it was planned.</param>
/// <param name="IdempotencyKey">Stays the same when the operation is sent again; null when the host sends none.</param>
public sealed record ExecuteRequest(string Address, string Definition, string? IdempotencyKey);
