using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Connectors.Processes;

/// <summary>A FIFO that a process writes its output to, read by a thread of its own so that the process never waits.</summary>
/// <remarks>
/// A FIFO has a name, so the supervisor can open it in the child without relaying a byte. Lines go to the receiver
/// through a bounded queue: when the receiver (a terminal that is paused, say) does not keep up, the oldest are dropped.
/// </remarks>
internal sealed class OutputPipe
{
    private readonly SafeFileHandle keeper;
    private readonly SafeFileHandle input;
    private readonly Channel<string> lines;
    private readonly Action<string> onLine;
    private int handedOver;

    private OutputPipe(string path, OutputLimits limits, Action<string> onLine)
    {
        Path = path;
        this.onLine = onLine;
        if (LibC.MakeFifo(path, 0x180) != 0)
        {
            throw new IOException($"Cannot make the pipe `{path}`");
        }

        // Opened for both directions first: opening a FIFO for one of them waits for the other end.
        keeper = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        input = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        lines = Channel.CreateBounded<string>(new BoundedChannelOptions(limits.WaitingLines)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
            SingleWriter = true,
        });
        new Thread(() => Read(limits.LineBytes)) { IsBackground = true, Name = "connector output" }.Start();
        Drained = DeliverAsync();
    }

    public string Path { get; }

    /// <summary>Completes when the last process that holds the other end closed it and every line was delivered.</summary>
    public Task Drained { get; }

    /// <summary>Calls <paramref name="onLine"/> for each line, one at a time.</summary>
    public static OutputPipe Open(string path, OutputLimits limits, Action<string> onLine) => new(path, limits, onLine);

    /// <summary>Says that the process has its end now, so that the pipe ends when the process closes it.</summary>
    public void HandOver()
    {
        if (Interlocked.Exchange(ref handedOver, 1) == 0)
        {
            keeper.Dispose();
            RunDirectory.RemoveFile(Path);
        }
    }

    private void Read(int maxLineBytes)
    {
        var splitter = new LineSplitter(maxLineBytes, line => lines.Writer.TryWrite(line));
        var buffer = new byte[16 * 1024];
        try
        {
            using var stream = new FileStream(input, FileAccess.Read, 0);
            while (stream.Read(buffer) is > 0 and var count)
            {
                splitter.Add(buffer.AsSpan(0, count));
            }
        }
        catch (IOException)
        {
            // As good as the end of the output.
        }
        finally
        {
            splitter.Finish();
            lines.Writer.Complete();
        }
    }

    private async Task DeliverAsync()
    {
        await foreach (var line in lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            onLine(line);
        }
    }
}
