using System.Text;

namespace Autoschematic.Files.Hosts.Local;

/// <summary>Reads what a command prints while it runs, so that it is there even when the end never comes.</summary>
internal sealed class OutputTail
{
    private const int Longest = 1 << 16;

    private readonly StringBuilder text = new();
    private readonly Lock gate = new();

    public OutputTail(StreamReader reader) => End = ReadAsync(reader);

    /// <summary>Ends when everybody who could print has ended.</summary>
    public Task End { get; }

    public string Text
    {
        get
        {
            lock (gate)
            {
                return text.ToString();
            }
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        try
        {
            while (await reader.ReadAsync(buffer) is var count and > 0)
            {
                lock (gate)
                {
                    text.Append(buffer, 0, count);
                    text.Remove(0, Math.Max(0, text.Length - Longest));
                }
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            // Nobody waits for more.
        }
    }
}
