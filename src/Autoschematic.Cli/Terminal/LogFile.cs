using System.Globalization;
using System.Text;

namespace Autoschematic.Cli.Terminal;

/// <summary>The file of `--log-file`: every line that was shown and every line of a connector, with its time.</summary>
public sealed class LogFile : IDisposable
{
    // Without a byte order mark: the file may be a pipe or be read by programs that take it for text.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter writer;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();

    private LogFile(StreamWriter writer, TimeProvider clock)
    {
        this.writer = writer;
        this.clock = clock;
    }

    /// <summary>Opens the file for appending, readable by its owner only; or says why that cannot be done.</summary>
    public static LogFile? TryOpen(string path, TimeProvider clock, out string? problem)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            problem = null;
            return new LogFile(new StreamWriter(path, Utf8, options) { AutoFlush = true }, clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problem = exception.Message;
            return null;
        }
    }

    public void Write(string line)
    {
        var time = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        lock (gate)
        {
            writer.WriteLine($"{time} {line}");
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            writer.Dispose();
        }
    }
}
