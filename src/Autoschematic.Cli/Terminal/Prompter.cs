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
        var answer = await terminal.ReadLineAsync(cancellationToken);
        return answer?.Trim() == "yes";
    }

    /// <summary>Asks for a text; null when nothing is there to answer.</summary>
    public async Task<string?> AskAsync(StyledText question, CancellationToken cancellationToken)
    {
        using var pause = gate.Progress.Pause();
        gate.Ask(question.Add(": "));
        return await terminal.ReadLineAsync(cancellationToken);
    }
}
