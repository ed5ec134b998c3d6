using System.Text;

namespace Autoschematic.Cli.Terminal;

/// <summary>The lines at the bottom of a terminal that show progress; everything printed goes above them.</summary>
internal sealed class LiveRegion : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ITerminal terminal;
    private readonly ProgressBoard board;
    private readonly bool colour;
    private readonly bool enabled;
    private readonly Lock gate;
    private readonly ITimer? timer;
    private int drawn;
    private int frame;
    private bool ended;

    /// <param name="terminal">Where the lines are drawn.</param>
    /// <param name="board">What they show.</param>
    /// <param name="colour">Whether they are coloured.</param>
    /// <param name="enabled">Whether there is a terminal to draw on.</param>
    /// <param name="clock">Moves the spinner.</param>
    /// <param name="gate">The lock of everything that is written.</param>
    public LiveRegion(ITerminal terminal, ProgressBoard board, bool colour, bool enabled, TimeProvider clock, Lock gate)
    {
        this.terminal = terminal;
        this.board = board;
        this.colour = colour;
        this.enabled = enabled;
        this.gate = gate;
        timer = enabled ? clock.CreateTimer(_ => Tick(), null, Interval, Interval) : null;
    }

    /// <summary>The codes that take the lines away, so that something else can be printed. The caller holds the gate and writes them.</summary>
    /// <remarks>Codes and text are written at once: a terminal that shows the gap between two writes would flicker.</remarks>
    public string Erase()
    {
        var codes = drawn > 0 ? $"\e[{drawn}A\r\e[J" : "";
        drawn = 0;
        return codes;
    }

    /// <summary>The lines that are to be put back. The caller holds the gate and writes them.</summary>
    public string Draw()
    {
        if (!enabled || ended)
        {
            return "";
        }

        var lines = board.Render(terminal.Width - 1, frame);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(colour ? line.Render() : line.ToString()).Append('\n');
        }

        drawn = lines.Count;
        return text.ToString();
    }

    /// <summary>Writes what the other two gave. The caller holds the gate.</summary>
    public void Show(string text)
    {
        if (text.Length > 0)
        {
            terminal.WriteError(text);
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        lock (gate)
        {
            ended = true;
            Show(Erase());
        }
    }

    private void Tick()
    {
        lock (gate)
        {
            frame++;
            if (!ended && (drawn > 0 || board.IsBusy))
            {
                Show(Erase() + Draw());
            }
        }
    }
}
