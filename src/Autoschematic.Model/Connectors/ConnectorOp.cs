namespace Autoschematic.Model.Connectors;

/// <summary>One step of a connector's plan; <paramref name="Definition"/> is opaque to the host.</summary>
public sealed record ConnectorOp(
    string Definition,
    IReadOnlyList<string> WritesOutputs,
    string? Message,
    OpKind Kind = OpKind.Unspecified,
    bool Irreversible = false,
    bool DestroysData = false)
{
    /// <summary>Addresses of resources that it needs, for the order of a run; what an op does is the same without them.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];
}
