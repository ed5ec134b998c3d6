using System.Text;

namespace Autoschematic.Cli.Terminal;

/// <summary>Asks people; without a terminal it never asks.</summary>
public sealed class Prompter(ITerminal terminal, OutputGate gate)
{
    /// <summary>Whether somebody is there to answer.</summary>
    public bool CanAsk => terminal.InputIsTerminal && terminal.ErrorIsTerminal;

    /// <summary>Asks for `yes` in full; anything else is a no.</summary>
    public async Task<bool> ConfirmAsync(StyledText question, CancellationToken cancellationToken)
    {
        using var pause = gate.Progress.Pause();
        gate.Ask(question.Add(" Type ").Add("yes", Tone.Strong).Add(" to go on: "));
        return (await ReadAsync(cancellationToken))?.Trim() == "yes";
    }

    /// <summary>Takes a secret: typed without an echo, or all of standard input less one line break at its end; null when there is none.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadSecretAsync(CancellationToken cancellationToken)
    {
        if (!terminal.InputIsTerminal)
        {
            ReadOnlyMemory<byte> input = await terminal.ReadInputAsync(cancellationToken);
            return input.Span.EndsWith("\r\n"u8) ? input[..^2] : input.Span.EndsWith("\n"u8) ? input[..^1] : input;
        }

        if (!CanAsk)
        {
            return null;
        }

        using var pause = gate.Progress.Pause();
        var typed = await terminal.ReadHiddenLineAsync(() => gate.Ask("Value (it is not shown): "), cancellationToken);
        gate.Ask("\n");
        return typed is null ? null : Encoding.UTF8.GetBytes(typed);
    }

    /// <summary>Asks for a text; null when nothing is there to answer.</summary>
    public async Task<string?> AskAsync(StyledText question, CancellationToken cancellationToken)
    {
        using var pause = gate.Progress.Pause();
        gate.Ask(question.Add(": "));
        return await ReadAsync(cancellationToken);
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await terminal.ReadLineAsync(cancellationToken);
        if (answer is not null)
        {
            gate.Answered();
        }

        return answer;
    }
}
