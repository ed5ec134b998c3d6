using Autoschematic.Connectors.Channels.Tarpc;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>One captured file: the call, what a client of the reference decoded, and whole frames in both directions.</summary>
internal sealed record CapturedExchange(
    string File, string Call, string ClientSaw, IReadOnlyList<byte[]> Requests, IReadOnlyList<byte[]> Responses)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "corpus", "tarpc");

    public static IEnumerable<string> Files()
        => Directory.EnumerateFiles(Folder, "*.hex").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static CapturedExchange Load(string file)
    {
        var lines = LinesOf(file);
        return new(
            file,
            Field(lines, "# call: "),
            Field(lines, "# client saw: "),
            [.. Frames(lines, "REQ")],
            [.. Frames(lines, "RESP")]);
    }

    /// <summary>A frame without its header, after checking the header.</summary>
    public static byte[] PayloadOf(byte[] frame)
    {
        Assert.Equal(frame.Length - 4, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(frame));
        return frame[4..];
    }

    /// <summary>Context and id of a captured request, so that ours can be made equal to it.</summary>
    public static (TarpcContext Context, ulong Id) HeaderOf(byte[] frame)
    {
        var reader = new BincodeReader(PayloadOf(frame));
        Assert.Equal(0, reader.Variant(2));
        var seconds = reader.Unsigned();
        var nanoseconds = reader.UInt32();
        var trace = TraceOf(ref reader);
        return (new(seconds, nanoseconds, trace), reader.Unsigned());
    }

    public static (TarpcTrace Trace, ulong Id) CancelOf(byte[] frame)
    {
        var reader = new BincodeReader(PayloadOf(frame));
        Assert.Equal(1, reader.Variant(2));
        return (TraceOf(ref reader), reader.Unsigned());
    }

    private static TarpcTrace TraceOf(ref BincodeReader reader)
    {
        var traceId = new byte[16];
        for (var index = 0; index < traceId.Length; index++)
        {
            traceId[index] = reader.Byte();
        }

        var id = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(traceId);
        return new(id, reader.Unsigned(), reader.Variant(2) == 0);
    }

    private static string[] LinesOf(string file) => System.IO.File.ReadAllLines(Path.Combine(Folder, file));

    private static string Field(string[] lines, string name)
        => Assert.Single(lines, line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..];

    private static IEnumerable<byte[]> Frames(string[] lines, string kind)
        => lines.Where(line => line.StartsWith(kind + " ", StringComparison.Ordinal))
            .Select(line => Convert.FromHexString(line[(line.LastIndexOf(' ') + 1)..]));
}
