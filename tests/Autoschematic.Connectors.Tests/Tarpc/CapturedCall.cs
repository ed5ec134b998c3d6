using Autoschematic.Connectors.Channels.Tarpc;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>A call of ours that a capture made, whatever its result type.</summary>
internal abstract class CapturedCall
{
    public static CapturedCall Of<T>(TarpcCall<T> call, Func<T, string> print) => new Typed<T>(call, print);

    public abstract byte[] Frame(TarpcContext context, ulong id);

    /// <summary>What a reply says, as the reference's client would print it.</summary>
    public abstract string Print(byte[] payload);

    private sealed class Typed<T>(TarpcCall<T> call, Func<T, string> print) : CapturedCall
    {
        public override byte[] Frame(TarpcContext context, ulong id)
            => TarpcFrames.TryEncode(TarpcMessages.Request(context, id, call).Span)!;

        public override string Print(byte[] payload)
            => TarpcReply.Read(call, payload) switch
            {
                TarpcReply<T>.Result result => $"Ok(Ok({print(result.Value)}))",
                TarpcReply<T>.Error error => $"Ok(Err(ErrorMessage {{ msg: {RustDebug.Text(error.Message)} }}))",
                var other => other.ToString(),
            };
    }
}
