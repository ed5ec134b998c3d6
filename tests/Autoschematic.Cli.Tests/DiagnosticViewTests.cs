using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Cli.Views;
using Autoschematic.Model.Redaction;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests;

public sealed class DiagnosticViewTests
{
    [Fact]
    public void Sentence_place_caret_and_hint()
        => Assert.Equal("""
            error[CFG004]: No connector named `grafna` in this prefix
              --> autoschematic.ron:2:30
              |
            2 |     "main": Prefix(connectors: ["grafna"]),
              |                                 ^^^^^^^^
            hint: did you mean `grafana`?

            """, Show(Samples.WithCaret));

    [Fact]
    public void Wide_characters_take_two_columns()
        => Assert.Equal("""
            error[RON001]: Here
              --> a.ron:1:8
              |
            1 | "漢字": "x" ?
              |          ^

            """, Show(At("\"漢字\": \"x\" ?", "x\"", 1)));

    [Fact]
    public void Long_lines_are_cut_around_the_span()
    {
        var line = string.Concat(Enumerable.Repeat("abcdefghi ", 20)) + "HERE" + string.Concat(Enumerable.Repeat(" abcdefghi", 20));
        var shown = Show(At(line, "HERE", 4)).Split('\n');
        Assert.All(shown, text => Assert.True(Cells.Width(text) <= 80, text));
        Assert.Equal(shown[3].IndexOf("HERE", StringComparison.Ordinal), shown[4].IndexOf("^^^^", StringComparison.Ordinal));
        Assert.StartsWith("1 | …", shown[3], StringComparison.Ordinal);
        Assert.EndsWith("…", shown[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Span_over_several_lines_marks_the_rest_of_the_first()
    {
        var shown = Show(At("Prefix(\n    x: 1,\n)", "Prefix(\n    x: 1", 16)).Split('\n');
        Assert.Equal("  | ^^^^^^^", shown[4]);
    }

    [Fact]
    public void Empty_span_at_the_end_gets_one_caret()
        => Assert.Equal("  |  ^", Show(At("(", "", 0, start: 1)).Split('\n')[4]);

    [Fact]
    public void Carriage_returns_and_escape_codes_do_no_harm()
    {
        var shown = Show(At("a: \"\e[31mred\"\r\nb", "red", 3));
        Assert.DoesNotContain("\e", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_are_hidden_in_message_and_line()
    {
        var redactor = new Redactor();
        redactor.Add("hunter2hunter2");
        var shown = Show(
            Diagnostic.Error("RON001", "Bad value hunter2hunter2", At("key: \"hunter2hunter2\" ?", "?", 1).Location), redactor);
        Assert.Equal("""
            error[RON001]: Bad value ***
              --> a.ron:1:23
              |
            1 | key: "***" ?

            """, shown);
    }

    [Fact]
    public void Messages_of_several_lines_are_indented()
        => Assert.Equal("""
            error[CON001]: It failed
              Traceback
                  in get

            """, Show(Diagnostic.Error("CON001", "It failed\nTraceback\n    in get")));

    [Fact]
    public void Sentences_are_wrapped_on_a_terminal_only()
    {
        var diagnostic = Diagnostic.Error(
            "CON001",
            "Connector `grafana` of prefix `main` did not start: it ended with exit code 1 before it opened its socket\n    File \"/repository/connectors/grafana.py\", line 3, in a module that has a long name indeed",
            hint: "install what is missing, for example with `pip install grpcio protobuf aiohttp`, and run the command again");
        Assert.Equal("""
            error[CON001]: Connector `grafana` of prefix `main` did not start: it ended with
              exit code 1 before it opened its socket
                  File "/repository/connectors/grafana.py", line 3, in a module that has a
              long name indeed
            hint: install what is missing, for example with
                  `pip install grpcio protobuf aiohttp`, and run the command again

            """, Show(diagnostic, terminal: TestTerminal.Interactive()));
        Assert.Equal(3, Show(diagnostic).TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public void Secret_that_would_be_broken_over_two_lines_is_hidden()
    {
        var redactor = new Redactor();
        redactor.Add("correct horse battery staple");
        var shown = Show(Diagnostic.Error("CON001", $"{new string('x', 50)} correct horse battery staple"), redactor, TestTerminal.Interactive());
        Assert.Equal($"error[CON001]: {new string('x', 50)} ***\n", shown);
    }

    private static Diagnostic At(string text, string part, int length, int? start = null)
    {
        var source = new SourceText(text, "a.ron");
        return Diagnostic.Error("RON001", "Here", new SourceLocation(source, new TextSpan(start ?? text.IndexOf(part, StringComparison.Ordinal), length)));
    }

    private static string Show(Diagnostic diagnostic, Redactor? redactor = null, TestTerminal? terminal = null)
    {
        terminal ??= new TestTerminal();
        var cleaner = new TextCleaner();
        if (redactor is not null)
        {
            cleaner.Follow(redactor);
        }

        using var gate = new OutputGate(terminal, OutputSettings.Default, cleaner.Clean, new FakeClock(), log: null);
        new DiagnosticView(gate).Show(diagnostic);
        return terminal.Error;
    }
}
