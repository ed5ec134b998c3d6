using System.Text;
using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Redaction;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests;

public sealed class OutputGateTests
{
    private readonly TestTerminal terminal = TestTerminal.Interactive();
    private readonly FakeClock clock = new();
    private readonly TextCleaner cleaner = new();

    [Fact]
    public void Foreign_escape_codes_never_reach_the_terminal()
    {
        using var gate = Gate(colour: true);
        gate.Say(StyledText.Of("\e]0;title\a\e[2Jtext", Tone.Error));
        gate.Report("\e[8mhidden");
        gate.Data("one\n\e[31mtwo\n");
        gate.Data(Encoding.UTF8.GetBytes("\e[31mbody\n"));
        Assert.Equal("text\nhidden\none\ntwo\nbody\n", terminal.Screen);
    }

    [Fact]
    public void Body_is_untouched_when_it_is_piped()
    {
        terminal.OutputIsTerminal = false;
        using var gate = Gate();
        gate.Data(new byte[] { 0xff, 0x1b, 0x00 });
        Assert.Equal([0xff, 0x1b, 0x00], terminal.OutputBytes);
    }

    [Fact]
    public void Secret_over_two_tones_is_hidden()
    {
        var redactor = new Redactor();
        redactor.Add("hunter2hunter2");
        cleaner.Follow(redactor);
        using var gate = Gate(colour: true);
        gate.Say(new StyledText().Add("key hunter2", Tone.Error).Add("hunter2", Tone.Strong));
        Assert.Equal("key ***\n", terminal.Error);
    }

    [Fact]
    public void Quiet_runs_show_results_and_errors_only()
    {
        using var gate = Gate(verbosity: -1);
        gate.Say("remark");
        gate.SayAlways("error");
        gate.Report("result");
        Assert.Equal("error\nresult\n", terminal.Screen);
    }

    [Fact]
    public void Report_is_for_people_when_there_is_a_document()
    {
        using var gate = new OutputGate(
            terminal, new OutputSettings(OutputFormat.Json, 0, Colour: false, Live: false), cleaner.Clean, clock, log: null);
        gate.Report("plan");
        Assert.Equal("plan\n", terminal.Error);
        Assert.Equal("", terminal.Output);
    }

    [Fact]
    public void Progress_stays_below_what_is_printed()
    {
        using var gate = Gate(live: true);
        gate.Progress.Show("Planning", 0, 4);
        clock.Advance(TimeSpan.FromSeconds(2));
        gate.Progress.Show("Planning", 1, 4);
        gate.Say("a line");
        gate.Report("a result");
        Assert.Equal("""
            a line
            a result
            ⠋ Planning  ━━━━━───────────────  1/4  0.5/s  6.0 s left
            """, LastScreen());
        gate.Dispose();
        Assert.Equal("a line\na result", LastScreen());
    }

    [Theory]
    [InlineData(40, "⠋ Importi…  1000/4000  25/s  2 min 0 s…")]
    [InlineData(80, "⠋ Importing  ━━━━━───────────────  1000/4000  25/s  2 min 0 s left")]
    public void Progress_shows_counts_rate_and_time_left(int width, string expected)
    {
        terminal.Width = width;
        using var gate = Gate(live: true);
        gate.Progress.Show("Importing", 0, 4000);
        clock.Advance(TimeSpan.FromSeconds(40));
        gate.Progress.Show("Importing", 1000, 4000);
        gate.Say("a line");
        Assert.Equal($"a line\n{expected}", LastScreen());
    }

    [Fact]
    public void Progress_is_redrawn_in_one_write()
    {
        using var gate = Gate(live: true);
        gate.Progress.Show("Planning", 0, 4);
        clock.Advance(TimeSpan.FromSeconds(1));
        var before = terminal.Writes;
        clock.Advance(TimeSpan.FromMilliseconds(100));
        gate.Say("a line");
        Assert.Equal(before + 2, terminal.Writes);
    }

    [Fact]
    public void Progress_is_drawn_on_a_terminal_only()
    {
        terminal.ErrorIsTerminal = false;
        using var gate = Gate(live: true);
        gate.Progress.Show("Planning", 0, 4);
        clock.Advance(TimeSpan.FromSeconds(2));
        gate.Say("a line");
        Assert.Equal("a line\n", terminal.Screen);
        Assert.Equal(0, clock.WaitingTimers);
    }

    [Fact]
    public void Progress_makes_room_for_a_question()
    {
        using var gate = Gate(live: true);
        gate.Progress.Show("Planning");
        clock.Advance(TimeSpan.FromSeconds(1));
        using (gate.Progress.Pause())
        {
            gate.Ask("sure? ");
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("sure? ", LastScreen() + " ");
        }
    }

    [Fact]
    public async Task Log_file_holds_everything_that_was_shown()
    {
        using var folder = TestWorkspace.Create();
        var file = folder.PathOf("run.log");
        using (var gate = new OutputGate(
            terminal, OutputSettings.Default, cleaner.Clean, clock, LogFile.TryOpen(file, clock, out _)))
        {
            gate.Say("\e[31mremark");
            gate.Report("result");
            gate.Log("grafana │ line");
        }

        Assert.Equal("""
            2026-01-02T03:04:05.000Z remark
            2026-01-02T03:04:05.000Z result
            2026-01-02T03:04:05.000Z grafana │ line

            """, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal((byte)'2', (await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))[0]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Concurrent_lines_never_interleave()
    {
        using var gate = Gate(live: true);
        gate.Progress.Show("Planning", 1, 2);
        Parallel.For(0, 200, index =>
        {
            gate.Say(index % 2 == 0 ? "even line" : "odd line");
            gate.Progress.Show("Planning", index, 200);
        });
        gate.Dispose();
        var lines = LastScreen().Split('\n');
        Assert.Equal(200, lines.Length);
        Assert.All(lines, line => Assert.True(line is "even line" or "odd line", line));
    }

    private OutputGate Gate(bool colour = false, int verbosity = 0, bool live = false)
        => new(terminal, new OutputSettings(OutputFormat.Human, verbosity, colour, live), cleaner.Clean, clock, log: null);

    // What a person sees: plays the cursor movements that the live region uses.
    private string LastScreen()
    {
        var lines = new List<string> { "" };
        var text = terminal.Screen;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '\e')
            {
                var end = text.IndexOfAny(['A', 'J'], index);
                if (text[end] == 'A')
                {
                    var up = int.Parse(text[(index + 2)..end], System.Globalization.CultureInfo.InvariantCulture);
                    lines.RemoveRange(lines.Count - up, up);
                    lines[^1] = "";
                }

                index = end;
            }
            else if (text[index] == '\n')
            {
                lines.Add("");
            }
            else if (text[index] != '\r')
            {
                lines[^1] += text[index];
            }
        }

        return string.Join('\n', lines).TrimEnd('\n', ' ');
    }
}
