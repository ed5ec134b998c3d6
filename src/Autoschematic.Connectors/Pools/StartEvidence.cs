using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>What is known about a start that failed.</summary>
/// <param name="Executable">The program.</param>
/// <param name="Command">The whole command line.</param>
/// <param name="Dump">What the process wrote to its error dump.</param>
/// <param name="Tail">The last lines it printed.</param>
internal sealed record StartEvidence(string Executable, string Command, string Dump, IReadOnlyList<string> Tail)
{
    public ConnectorException Describe(
        ConnectorLaunch launch, string message, IReadOnlyList<string>? causes = null, string? hint = null)
        => new(ConnectorFailure.NotStarted, launch.Shortname, "start", message)
        {
            Causes =
            [
                .. causes ?? [],
                .. Dump.Length == 0 || WasPrinted ? Array.Empty<string>() : [Dump],
                $"command: {Command}",
            ],
            LogTail = Tail,
            Hint = hint ?? (Tail.Count == 0 && Dump.Length == 0
                ? "it printed nothing; run the command yourself to see more"
                : "run the command yourself in the repository's root to look closer"),
        };

    /// <summary>The message with what the process gave as its reason.</summary>
    public string WithReason(string message)
        => Dump.Split('\n')[0].Trim() is { Length: > 0 } reason ? $"{message}: {reason}" : message;

    // Many programs print what they also write to the dump.
    private bool WasPrinted => string.Join('\n', Tail).Contains(Dump, StringComparison.Ordinal);
}
