namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>The two messages a client sends, as payloads of frames.</summary>
internal static class TarpcMessages
{
    private const int RequestVariant = 0;
    private const int CancelVariant = 1;

    public static ReadOnlyMemory<byte> Request<T>(TarpcContext context, ulong id, TarpcCall<T> call)
    {
        var writer = new BincodeWriter();
        writer.Variant(RequestVariant);
        context.WriteTo(writer);
        writer.Unsigned(id);
        writer.Variant((int)call.Method);
        call.WriteArguments(writer);
        return writer.Written;
    }

    public static ReadOnlyMemory<byte> Cancel(TarpcTrace trace, ulong requestId)
    {
        var writer = new BincodeWriter();
        writer.Variant(CancelVariant);
        trace.WriteTo(writer);
        writer.Unsigned(requestId);
        return writer.Written;
    }
}
