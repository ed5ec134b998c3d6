using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Autoschematic.Connectors.Warm;

/// <summary>One end of a connection between a command and a warm host; neither waits for the other to read.</summary>
internal sealed class WarmLink : IAsyncDisposable
{
    // A launch with a large environment is the largest message by far.
    private const int LongestMessage = 16 * 1024 * 1024;

    // A command that stands still, at a breakpoint or stopped by its terminal, must not fill the host's memory.
    private const int MostWaitingLines = 4096;

    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(1);

    private readonly Socket socket;
    private readonly NetworkStream stream;
    private readonly Channel<WarmMessage> outgoing = Channel.CreateUnbounded<WarmMessage>(new() { SingleReader = true });
    private readonly Task writing;
    private byte[] buffer = new byte[4096];
    private int begin;
    private int end;
    private int waitingLines;

    public WarmLink(Socket socket)
    {
        this.socket = socket;
        stream = new(socket, ownsSocket: true);
        writing = WriteAsync();
    }

    /// <summary>Sends a message after those before it; lost when the other end is gone.</summary>
    public void Say(WarmMessage message)
    {
        if (message is WarmMessage.Line && Interlocked.Increment(ref waitingLines) > MostWaitingLines)
        {
            Interlocked.Decrement(ref waitingLines);
            return;
        }

        outgoing.Writer.TryWrite(message);
    }

    /// <summary>The next message; null when the other end is gone or says what nobody understands.</summary>
    public async Task<WarmMessage?> HearAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                if (buffer.AsSpan(begin, end - begin).IndexOf((byte)'\n') is >= 0 and var length)
                {
                    var line = buffer.AsMemory(begin, length);
                    begin += length + 1;
                    return JsonSerializer.Deserialize(line.Span, WarmJson.Default.WarmMessage);
                }

                if (!MakeRoom() || await stream.ReadAsync(buffer.AsMemory(end), cancellationToken).ConfigureAwait(false) is not (> 0 and var count))
                {
                    return null;
                }

                end += count;
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Closes after what was said has been sent.</summary>
    public async ValueTask DisposeAsync()
    {
        outgoing.Writer.TryComplete();
        await Task.WhenAny(writing, Task.Delay(FlushTime)).ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        await writing.ConfigureAwait(false);
    }

    /// <summary>Closes at once, so that whoever listens hears the end.</summary>
    public void Cut() => socket.Dispose();

    private bool MakeRoom()
    {
        if (begin > 0)
        {
            buffer.AsSpan(begin, end - begin).CopyTo(buffer);
            (begin, end) = (0, end - begin);
        }

        if (end == buffer.Length)
        {
            if (end >= LongestMessage)
            {
                return false;
            }

            Array.Resize(ref buffer, end * 2);
        }

        return true;
    }

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (message is WarmMessage.Line)
                {
                    Interlocked.Decrement(ref waitingLines);
                }

                byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(message, WarmJson.Default.WarmMessage), (byte)'\n'];
                await stream.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (problem is IOException or ObjectDisposedException)
        {
            // The other end is gone; whoever listens hears it.
            outgoing.Writer.TryComplete();
        }
    }
}
