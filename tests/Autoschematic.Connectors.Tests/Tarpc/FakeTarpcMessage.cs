namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>What a server reads from a client, taken apart just far enough to answer it.</summary>
internal sealed record FakeTarpcMessage(byte[] Frame)
{
    private int Position { get; set; }

    public bool IsCancel { get; private init; }

    public TimeSpan Deadline { get; private init; }

    public byte[] TraceId { get; private init; } = [];

    public ulong SpanId { get; private init; }

    public bool Sampled { get; private init; }

    public ulong RequestId { get; private init; }

    /// <summary>Number of the method, for a request.</summary>
    public int Method { get; private init; }

    public byte[] Arguments { get; private init; } = [];

    public static FakeTarpcMessage Parse(byte[] frame)
    {
        var raw = new FakeTarpcMessage(frame) { Position = 4 };
        var cancel = raw.Number() == 1;
        var deadline = cancel ? TimeSpan.Zero : TimeSpan.FromSeconds(raw.Number()) + TimeSpan.FromTicks((long)raw.Number() / 100);
        var traceId = frame[raw.Position..(raw.Position + 16)];
        raw.Position += 16;
        return new FakeTarpcMessage(frame)
        {
            IsCancel = cancel,
            Deadline = deadline,
            TraceId = traceId,
            SpanId = raw.Number(),
            Sampled = raw.Number() == 0,
            RequestId = raw.Number(),
            Method = cancel ? -1 : (int)raw.Number(),
            Arguments = frame[raw.Position..],
        };
    }

    private ulong Number()
    {
        var first = Frame[Position++];
        var size = first switch { 251 => 2, 252 => 4, 253 => 8, _ => 0 };
        ulong value = size == 0 ? first : 0UL;
        for (var index = 0; index < size; index++)
        {
            value |= (ulong)Frame[Position++] << (8 * index);
        }

        return value;
    }
}
