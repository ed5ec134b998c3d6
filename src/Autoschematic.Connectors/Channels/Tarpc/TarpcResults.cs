using System.Collections.Frozen;
using System.Diagnostics;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Reads the results of methods.</summary>
internal static class TarpcResults
{
    private static readonly IReadOnlySet<string> NoSensitive = FrozenSet<string>.Empty;

    public static IReadOnlyList<string> Strings(ref BincodeReader reader)
        => reader.List(static (ref item) => item.String());

    public static RemoteResource? OptionalResource(ref BincodeReader reader)
    {
        if (!reader.Bool())
        {
            return null;
        }

        var body = reader.Bytes();
        var virtualAddress = reader.OptionalString();
        var outputs = reader.Bool()
            ? reader.Map(static (ref value) => value.String())
            : new SortedDictionary<string, string>(StringComparer.Ordinal);
        return new(body, virtualAddress, outputs, NoSensitive);
    }

    public static ConnectorOp Op(ref BincodeReader reader)
        => new(reader.String(), Strings(ref reader), reader.OptionalString());

    public static OpResult OpResult(ref BincodeReader reader)
        => new(OptionalOutputs(ref reader), NoSensitive, reader.OptionalString());

    public static PhysicalMapping Mapping(ref BincodeReader reader)
        => reader.Variant(4) switch
        {
            0 => new PhysicalMapping.NotPresent(),
            1 => new PhysicalMapping.Deferred(reader.List(static (ref item) => new OutputRead(item.String(), item.String()))),
            2 => new PhysicalMapping.Present(reader.String()),
            3 => new PhysicalMapping.Unmapped(reader.String()),
            var other => throw new UnreachableException($"variant {other}"),
        };

    public static Docstring? OptionalDocstring(ref BincodeReader reader)
        => reader.Bool() ? new(reader.String(), reader.String(), Strings(ref reader)) : null;

    public static IReadOnlyList<ConnectorDiagnostic> OptionalDiagnostics(ref BincodeReader reader)
        => reader.Bool() ? reader.List(Diagnostic) : [];

    public static TaskStep TaskStep(ref BincodeReader reader)
    {
        var nextState = reader.Bool() ? reader.Bytes() : null;
        var modifiedFiles = reader.Bool() ? Strings(ref reader) : [];
        var outputs = OptionalOutputs(ref reader);
        var secrets = OptionalOutputs(ref reader);
        var message = reader.OptionalString();
        var delayUntil = reader.Bool() ? Instant(reader.Unsigned()) : (DateTimeOffset?)null;

        // An empty state ends a task just as an absent one does.
        return new(
            nextState is { Length: > 0 } state ? state : default(ReadOnlyMemory<byte>?),
            modifiedFiles,
            outputs,
            NoSensitive,
            secrets,
            message,
            delayUntil);
    }

    private static SortedDictionary<string, string?> OptionalOutputs(ref BincodeReader reader)
        => reader.Bool()
            ? reader.Map(static (ref value) => value.OptionalString())
            : new SortedDictionary<string, string?>(StringComparer.Ordinal);

    private static ConnectorDiagnostic Diagnostic(ref BincodeReader reader)
        => new(Severity(reader.Byte()), Position(ref reader), Position(ref reader), reader.String());

    // Positions and severities only point people somewhere: an odd one is bent, never an error.
    private static DiagnosticSeverity Severity(byte value)
        => value is >= (byte)DiagnosticSeverity.Error and <= (byte)DiagnosticSeverity.Hint
            ? (DiagnosticSeverity)value
            : DiagnosticSeverity.Error;

    private static TextPosition Position(ref BincodeReader reader)
        => new((int)Math.Clamp(reader.UInt32(), 1, int.MaxValue), (int)Math.Clamp(reader.UInt32(), 1, int.MaxValue));

    private static DateTimeOffset Instant(ulong unixSeconds)
        => unixSeconds < (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds((long)unixSeconds)
            : DateTimeOffset.MaxValue;
}
