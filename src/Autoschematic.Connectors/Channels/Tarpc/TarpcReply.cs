namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>What came back for a request.</summary>
internal abstract record TarpcReply<T>
{
    private TarpcReply()
    {
    }

    /// <summary>The method's result.</summary>
    public sealed record Result(T Value) : TarpcReply<T>;

    /// <summary>The connector's own error.</summary>
    public sealed record Error(string Message) : TarpcReply<T>;

    /// <summary>The server gave the request up before or without the connector's answer.</summary>
    public sealed record Refused(uint Kind, string Detail) : TarpcReply<T>;
}

/// <summary>Reads replies.</summary>
internal static class TarpcReply
{
    /// <summary>The request that a payload answers.</summary>
    public static ulong RequestIdOf(ReadOnlySpan<byte> payload) => new BincodeReader(payload).Unsigned();

    public static TarpcReply<T> Read<T>(TarpcCall<T> call, ReadOnlySpan<byte> payload)
    {
        var reader = new BincodeReader(payload);
        _ = reader.Unsigned();
        TarpcReply<T> reply;
        if (reader.Variant(2) == 1)
        {
            reply = new TarpcReply<T>.Refused(reader.UInt32(), reader.String());
        }
        else
        {
            var offset = reader.Position;
            var method = (TarpcMethod)reader.Variant(16);
            if (method != call.Method)
            {
                throw new TarpcFormatException($"a reply of `{method}`", offset);
            }

            reply = reader.Variant(2) == 0
                ? new TarpcReply<T>.Result(call.ReadResult(ref reader))
                : new TarpcReply<T>.Error(reader.String());
        }

        reader.End();
        return reply;
    }
}
