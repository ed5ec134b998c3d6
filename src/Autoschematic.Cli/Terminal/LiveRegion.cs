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

    /// <summary>Takes the lines away, so that something else can be printed. The caller holds the gate.</summary>
    public void Erase()
    {
        if (drawn > 0)
        {
            terminal.WriteError($"\e[{drawn}A\r\e[J");
            drawn = 0;
        }
    }

    /// <summary>Puts the lines back. The caller holds the gate.</summary>
    public void Draw()
    {
        if (!enabled || ended)
        {
            return;
        }

        var lines = board.Render(terminal.Width - 1, frame);
        if (lines.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(colour ? line.Render() : line.ToString()).Append('\n');
        }

        terminal.WriteError(text.ToString());
        drawn = lines.Count;
    }

    public void Dispose()
    {
        timer?.Dispose();
        lock (gate)
        {
            ended = true;
            Erase();
        }
    }

    private void Tick()
    {
        lock (gate)
        {
            frame++;
            if (!ended && (drawn > 0 || board.IsBusy))
            {
                Erase();
                Draw();
            }
        }
    }
}
