using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>TaskExec.</summary>
internal static class TaskAdapter
{
    private const ulong MaxUnixSeconds = 253402300799;

    public static Proto.TaskExecRequest ToWire(
        Address address, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte>? argument, ReadOnlyMemory<byte>? state)
        => new()
        {
            Addr = address.Text,
            Body = Wire.Bytes(body),
            Arg = Wire.Bytes(argument),
            State = Wire.Bytes(state),
        };

    public static TaskStep FromWire(Proto.TaskExecResponse response)
        => new(
            Wire.OptionalBytes(response.NextState),
            [.. response.ModifiedFiles],
            Wire.Outputs(response.Outputs, response.DeletedOutputs),
            Wire.Names(response.SensitiveOutputs),
            Wire.Outputs(response.Secrets, []),
            Wire.OptionalText(response.FriendlyMessage),
            response.DelayUntil == 0
                ? null
                : DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(response.DelayUntil, MaxUnixSeconds)));
}
