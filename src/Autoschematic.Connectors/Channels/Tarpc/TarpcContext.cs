using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>What goes with every request: the time left, and the trace it belongs to.</summary>
internal readonly record struct TarpcContext(ulong DeadlineSeconds, uint DeadlineNanoseconds, TarpcTrace Trace)
{
    public static TarpcContext Create(TimeSpan timeLeft, TarpcTrace trace)
    {
        // A negative duration cannot be written; a request that is late already gets no time at all.
        var ticks = Math.Max(timeLeft.Ticks, 0);
        return new(
            (ulong)(ticks / TimeSpan.TicksPerSecond),
            (uint)(ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick),
            trace);
    }

    public void WriteTo(BincodeWriter writer)
    {
        writer.Unsigned(DeadlineSeconds);
        writer.Unsigned(DeadlineNanoseconds);
        Trace.WriteTo(writer);
    }
}

/// <summary>Trace id (as a number), span id and whether the span is sampled.</summary>
internal readonly record struct TarpcTrace(UInt128 TraceId, ulong SpanId, bool Sampled)
{
    /// <summary>A span of its own in the trace of a W3C `traceparent`; without a readable one, no trace.</summary>
    public static TarpcTrace ForCall(string traceParent, ulong spanId)
        => ActivityContext.TryParse(traceParent, null, out var context)
            ? new(
                UInt128.Parse(context.TraceId.ToHexString(), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                spanId,
                context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded))
            : new(UInt128.Zero, spanId, false);

    public void WriteTo(BincodeWriter writer)
    {
        Span<byte> traceId = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(traceId, TraceId);
        writer.Raw(traceId);
        writer.Unsigned(SpanId);
        writer.Variant(Sampled ? 0 : 1);
    }
}
