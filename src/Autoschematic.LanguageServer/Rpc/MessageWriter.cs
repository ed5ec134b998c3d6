using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Autoschematic.LanguageServer.Rpc;

/// <summary>Puts messages on a stream one after the other; whoever sends one never waits for the client to read it.</summary>
internal sealed class MessageWriter(Stream output)
{
    private readonly Channel<byte[]> waiting = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });

    /// <summary>Queues a message; what comes after the end is dropped.</summary>
    public void Send(byte[] content) => waiting.Writer.TryWrite(content);

    /// <summary>What is queued is still written, and nothing more is taken.</summary>
    public void End() => waiting.Writer.TryComplete();

    /// <summary>Writes until the end was said, or the client does not read any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var content in waiting.Reader.ReadAllAsync(cancellationToken))
            {
                var header = string.Create(CultureInfo.InvariantCulture, $"Content-Length: {content.Length}\r\n\r\n");
                await output.WriteAsync(Encoding.ASCII.GetBytes(header), cancellationToken);
                await output.WriteAsync(content, cancellationToken);
                if (!waiting.Reader.TryPeek(out _))
                {
                    await output.FlushAsync(cancellationToken);
                }
            }
        }
        catch (IOException)
        {
            // The client is gone, which the reading side sees too.
            End();
        }
    }
}
