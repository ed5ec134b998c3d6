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
                .. Dump.Length == 0 ? Array.Empty<string>() : [Dump],
                $"command: {Command}",
            ],
            LogTail = Tail,
            Hint = hint ?? (Tail.Count == 0 && Dump.Length == 0 ? "it printed nothing; run the command yourself to see more" : null),
        };
}
