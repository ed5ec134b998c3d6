using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>Plan and OpExec.</summary>
internal static class PlanAdapter
{
    public static Proto.PlanRequest ToWire(
        Address address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired)
        => new()
        {
            Addr = address.Text,
            Current = Wire.Bytes(current),
            Desired = Wire.Bytes(desired),
            HasCurrent = current is not null,
            HasDesired = desired is not null,
        };

    public static IReadOnlyList<ConnectorOp> FromWire(Proto.PlanResponse response)
        => [.. response.Ops.Select(static op => new ConnectorOp(
            op.OpDefinition,
            [.. op.WritesOutputs],
            Wire.OptionalText(op.FriendlyMessage),
            KindOf(op.Kind),
            op.Irreversible,
            op.DestroysData)
        {
            Needs = [.. op.Needs],
        })];

    public static OpResult FromWire(Proto.OpExecResponse response)
        => new(
            Wire.Outputs(response.Outputs, response.DeletedOutputs),
            Wire.Names(response.SensitiveOutputs),
            Wire.OptionalText(response.FriendlyMessage));

    // A kind that this host does not know yet is some other kind, not a missing one.
    private static OpKind KindOf(Proto.OpKind kind)
        => Enum.IsDefined((OpKind)(int)kind) ? (OpKind)(int)kind : OpKind.Other;
}
