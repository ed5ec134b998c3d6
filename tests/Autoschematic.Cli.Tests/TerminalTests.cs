using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Testing;
using CsCheck;

namespace Autoschematic.Cli.Tests;

public sealed class TerminalTests
{
    [Fact]
    public void First_interrupt_cancels_and_the_second_ends_the_process()
    {
        var terminal = new TestTerminal();
        var told = 0;
        using var interruption = new Interruption(terminal, 130, () => told++);
        terminal.Interrupt();
        Assert.True(interruption.Happened);
        Assert.Null(terminal.Exited);
        terminal.Interrupt();
        Assert.Equal(130, terminal.Exited);
        Assert.Equal(1, told);
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData(" yes ", true)]
    [InlineData("y", false)]
    [InlineData("YES", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Only_yes_in_full_is_a_yes(string? answer, bool expected)
    {
        var terminal = TestTerminal.Interactive();
        if (answer is not null)
        {
            terminal.Answers.Enqueue(answer);
        }

        using var gate = new OutputGate(terminal, OutputSettings.Default, text => text, new FakeClock(), log: null);
        var prompter = new Prompter(terminal, gate);
        Assert.True(prompter.CanAsk);
        Assert.Equal(expected, await prompter.ConfirmAsync("Apply?", CancellationToken.None));
        Assert.StartsWith("Apply? Type yes to go on: ", terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no", "Apply? Type yes to go on: next\n")]
    [InlineData(null, "Apply? Type yes to go on: \nnext\n")]
    public async Task Line_after_a_question_begins_at_its_beginning(string? answer, string expected)
    {
        var terminal = TestTerminal.Interactive();
        if (answer is not null)
        {
            terminal.Answers.Enqueue(answer);
        }

        using var gate = new OutputGate(terminal, OutputSettings.Default, text => text, new FakeClock(), log: null);
        Assert.False(await new Prompter(terminal, gate).ConfirmAsync("Apply?", CancellationToken.None));
        gate.Say("next");

        // The line break of an answer is the terminal's own echo.
        Assert.Equal(expected, terminal.Error);
    }

    [Fact]
    public void Clipped_text_fits()
        => Gen.Select(Gen.String, Gen.Int[1, 40]).Sample((text, columns) => Cells.Width(Cells.Clip(text, columns)) <= columns);

    [Fact]
    public void Wrapped_text_keeps_its_words()
        => Gen.Select(Gen.String[Gen.Char["abc d"], 0, 60], Gen.Int[1, 20])
            .Sample((text, columns) => string.Join(' ', Cells.Wrap(text, columns)).Split(' ').SequenceEqual(text.Split(' ')));

    [Fact]
    public void Wrapped_line_keeps_its_words_and_tones_and_fits()
        => Gen.Select(Gen.Select(Gen.String[Gen.Char["abc 漢"], 0, 30], Gen.Int[0, 3].Select(tone => (Tone)tone)).List[0, 4], Gen.Int[1, 30], Gen.Int[0, 6])
            .Sample((pieces, columns, indent) =>
            {
                var line = pieces.Aggregate(new StyledText(), (text, piece) => text.Add(piece.Item1, piece.Item2));
                var lines = line.Wrap(columns, indent);
                var words = Words(line.ToString());
                return words.SequenceEqual(lines.SelectMany(part => Words(part.ToString())))
                    && Letters(line).SequenceEqual(lines.SelectMany(Letters))
                    && lines.All(part => part.Width <= columns || Words(part.ToString()).Length == 1)
                    && lines.Skip(1).All(part => part.ToString().StartsWith(new string(' ', indent), StringComparison.Ordinal));
            });

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🚀", 2)]
    [InlineData("👩\u200d💻", 2)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("🇨🇭", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("\u200b", 0)]
    public void Width_is_that_of_the_characters_people_see(string text, int columns) => Assert.Equal(columns, Cells.Width(text));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(char Letter, Tone Tone)> Letters(StyledText line)
        => line.Pieces.SelectMany(piece => piece.Text.Where(letter => letter != ' ').Select(letter => (letter, piece.Tone)));

    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(1.25, "1.3 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3661, "1 h 1 min")]
    public void Durations_are_short(double seconds, string expected)
        => Assert.Equal(expected, Durations.Describe(TimeSpan.FromSeconds(seconds)));
}
