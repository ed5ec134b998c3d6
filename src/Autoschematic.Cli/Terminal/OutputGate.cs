using System.Text;

namespace Autoschematic.Cli.Terminal;

/// <summary>
/// The one way out for text: cleans what others wrote, hides secrets, colours, and keeps lines and
/// the progress display apart.
/// </summary>
public sealed class OutputGate : IDisposable
{
    private readonly ITerminal terminal;
    private readonly OutputSettings settings;
    private readonly Func<string, string> clean;
    private readonly LogFile? log;
    private readonly LiveRegion live;
    private readonly Lock gate = new();
    private bool isAsking;

    /// <param name="terminal">Where text goes.</param>
    /// <param name="settings">How this run talks.</param>
    /// <param name="clean">Removes escape codes and secrets from text.</param>
    /// <param name="clock">Moves the progress display.</param>
    /// <param name="log">The file of `--log-file`.</param>
    public OutputGate(
        ITerminal terminal, OutputSettings settings, Func<string, string> clean, TimeProvider clock, LogFile? log)
    {
        this.terminal = terminal;
        this.settings = settings;
        this.clean = clean;
        this.log = log;
        Progress = new ProgressBoard(clock, clean);
        live = new LiveRegion(terminal, Progress, settings.Colour, settings.Live && terminal.ErrorIsTerminal, clock, gate);
    }

    public OutputSettings Settings => settings;

    public int Width => Math.Clamp(terminal.Width, 40, 160);

    /// <summary>Columns that a line of the result is cut to; no limit where nobody gives one.</summary>
    public int Room => terminal.OutputHasWidth ? Width : int.MaxValue;

    /// <summary>Columns that sentences on standard output are wrapped to; null when nobody looks at a screen.</summary>
    public int? OutputColumns => terminal.OutputIsTerminal ? Width : null;

    /// <summary>The same for standard error.</summary>
    public int? ErrorColumns => terminal.ErrorIsTerminal ? Width : null;

    /// <summary>What is going on right now; drawn on a terminal only.</summary>
    public ProgressBoard Progress { get; }

    /// <summary>Removes escape codes and secrets; for text that is cut before it is printed.</summary>
    public string Clean(string text) => clean(text);

    /// <summary>A line for people, on standard error, unless the run is quiet.</summary>
    public void Say(StyledText line)
    {
        if (!settings.IsQuiet)
        {
            SayAlways(line);
        }
    }

    /// <summary>A line for people that quiet runs show too: errors and questions.</summary>
    public void SayAlways(StyledText line)
    {
        var text = Render(line, settings.Colour && terminal.ErrorIsTerminal);
        log?.Write(Render(line, colour: false));
        lock (gate)
        {
            terminal.WriteError(live.Erase() + EndQuestion() + text + "\n" + live.Draw());
        }
    }

    /// <summary>The beginning of a line, such as a question, on standard error.</summary>
    public void Ask(StyledText question)
    {
        lock (gate)
        {
            terminal.WriteError(live.Erase() + Render(question, settings.Colour && terminal.ErrorIsTerminal));
            isAsking = true;
        }
    }

    /// <summary>Somebody answered a question, and so ended its line.</summary>
    public void Answered()
    {
        lock (gate)
        {
            isAsking = false;
        }
    }

    /// <summary>A line of the result; on standard output for people, on standard error beside a JSON document.</summary>
    public void Report(StyledText line)
    {
        if (settings.Format != OutputFormat.Human)
        {
            Say(line);
            return;
        }

        log?.Write(Render(line, colour: false));
        WriteData(Render(line, settings.Colour && terminal.OutputIsTerminal) + "\n");
    }

    /// <summary>Data as text, on standard output.</summary>
    public void Data(string text) => WriteData(terminal.OutputIsTerminal ? CleanLines(text) : clean(text));

    /// <summary>A body as it is; on a terminal its escape codes are taken out.</summary>
    public void Data(ReadOnlyMemory<byte> body)
    {
        if (terminal.OutputIsTerminal)
        {
            WriteData(CleanLines(Encoding.UTF8.GetString(body.Span)));
            return;
        }

        WriteData(body.Span);
    }

    /// <summary>A line for `--log-file` alone.</summary>
    public void Log(string line) => log?.Write(clean(line));

    public void Dispose()
    {
        live.Dispose();
        log?.Dispose();
    }

    private void WriteData(string text) => WriteData(Encoding.UTF8.GetBytes(text));

    private void WriteData(ReadOnlySpan<byte> utf8)
    {
        lock (gate)
        {
            live.Show(live.Erase() + EndQuestion());
            terminal.WriteOutput(utf8);
            live.Show(live.Draw());
        }
    }

    // A question that ended without an answer, by Ctrl-C or the end of the input, left its line open.
    private string EndQuestion()
    {
        var end = isAsking ? "\n" : "";
        isAsking = false;
        return end;
    }

    // Secrets are looked for in the whole line: colour may start in the middle of one.
    private string Render(StyledText line, bool colour)
    {
        var text = line.ToString();
        var cleaned = clean(text);
        return cleaned == text && colour ? line.Render() : cleaned;
    }

    private string CleanLines(string text) => string.Join('\n', text.Split('\n').Select(clean));
}
