#pragma warning disable RS0030 // The one place that talks to the console
using System.Runtime.InteropServices;
using System.Text;

namespace Autoschematic.Cli.Terminal;

/// <summary>The terminal of the running process.</summary>
/// <param name="columns">The variable `COLUMNS`: how wide lines into a pipe are to be.</param>
public sealed class SystemTerminal(string? columns = null) : ITerminal
{
    private readonly Stream output = Console.OpenStandardOutput();
    private readonly Stream error = Console.OpenStandardError();

    public bool InputIsTerminal => !Console.IsInputRedirected;

    public bool OutputIsTerminal => !Console.IsOutputRedirected;

    public bool ErrorIsTerminal => !Console.IsErrorRedirected;

    public int Width
    {
        get
        {
            if (Console.IsOutputRedirected && Wanted is { } wanted)
            {
                return wanted;
            }

            try
            {
                return Console.WindowWidth is > 0 and var width ? width : 80;
            }
            catch (IOException)
            {
                return 80;
            }
        }
    }

    public bool OutputHasWidth => OutputIsTerminal || Wanted is not null;

    private int? Wanted => int.TryParse(columns, out var wanted) && wanted > 0 ? wanted : null;

    public void WriteOutput(ReadOnlySpan<byte> utf8) => Write(output, utf8);

    public void WriteError(string text) => Write(error, Encoding.UTF8.GetBytes(text));

    // The console's own asynchronous reads block, so the read gets a thread that is left behind on Ctrl-C.
    public Task<string?> ReadLineAsync(CancellationToken cancellationToken)
        => Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    public async Task<string?> ReadHiddenLineAsync(Action ask, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            ask();
            return await Task.Run(ReadHiddenKeys, CancellationToken.None).WaitAsync(cancellationToken);
        }

        using var hidden = new HiddenInput();
        ask();
        return await Task.Run(hidden.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
    }

    public async Task<byte[]> ReadInputAsync(CancellationToken cancellationToken)
    {
        await using var input = Console.OpenStandardInput();
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancellationToken);
        return all.ToArray();
    }

    public (Stream Input, Stream Output) OpenStreams() => (Console.OpenStandardInput(), output);

    public IDisposable OnInterrupt(Action handler) => new Registrations(handler);

    public void Exit(int exitCode) => Environment.Exit(exitCode);

    private static string? ReadHiddenKeys()
    {
        var line = new StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    return line.ToString();
                case ConsoleKey.D when key.Modifiers == ConsoleModifiers.Control && line.Length == 0:
                    return null;
                case ConsoleKey.Backspace:
                    line.Length = Math.Max(line.Length - 1, 0);
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        line.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }

    private static void Write(Stream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
            stream.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // `autoschematic plan | head` closes the pipe early, and `>&-` leaves nothing to write to; the work goes on,
            // the text has no reader.
        }
    }

    private sealed class Registrations : IDisposable
    {
        private readonly List<PosixSignalRegistration> registrations;

        public Registrations(Action handler)
        {
            void Handle(PosixSignalContext context)
            {
                context.Cancel = true;
                handler();
            }

            registrations =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
            ];
        }

        public void Dispose() => registrations.ForEach(registration => registration.Dispose());
    }
}
