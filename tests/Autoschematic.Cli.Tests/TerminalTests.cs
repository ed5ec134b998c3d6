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

    [Fact]
    public void Clipped_text_fits()
        => Gen.Select(Gen.String, Gen.Int[1, 40]).Sample((text, columns) => Cells.Width(Cells.Clip(text, columns)) <= columns);

    [Fact]
    public void Wrapped_text_keeps_its_words()
        => Gen.Select(Gen.String[Gen.Char["abc d"], 0, 60], Gen.Int[1, 20])
            .Sample((text, columns) => string.Join(' ', Cells.Wrap(text, columns)).Split(' ').SequenceEqual(text.Split(' ')));

    [Theory]
    [InlineData(0.25, "250 ms")]
    [InlineData(1.25, "1.3 s")]
    [InlineData(59, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3661, "1 h 1 min")]
    public void Durations_are_short(double seconds, string expected)
        => Assert.Equal(expected, Durations.Describe(TimeSpan.FromSeconds(seconds)));
}
