using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Journal;

/// <summary>Finds the runs that have not ended; removes the traces of those that have, or that never began.</summary>
/// <remarks>Needs the exclusive lock: whoever holds it knows that nobody writes any of these journals.</remarks>
internal static class OpenRuns
{
    /// <summary>Runs that have not ended, oldest first; null with an error when that cannot be told.</summary>
    public static async Task<IReadOnlyList<OpenRun>?> FindAsync(
        Workspace workspace, IFaultPoints faults, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var open = new List<OpenRun>();
        try
        {
            foreach (var run in new RunFolder(workspace.Git).Find())
            {
                if (!IsOver(workspace, run))
                {
                    open.Add(run);
                }
                else
                {
                    await RunJournal.EraseAsync(workspace, run, faults, diagnostics, cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(JournalDiagnostics.Unreadable(workspace.Git.StateDirectory, exception.Message));
            return null;
        }

        return open;
    }

    /// <summary>Notes about runs that have not ended, for who holds the shared lock and so knows that none of them is going on.</summary>
    public static IEnumerable<Diagnostic> Describe(Workspace workspace)
    {
        try
        {
            return [.. new RunFolder(workspace.Git).Find().Where(run => !IsOver(workspace, run)).Select(run => Describe(workspace, run))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [JournalDiagnostics.Unreadable(workspace.Git.StateDirectory, exception.Message)];
        }
    }

    /// <summary>The working tree that a run works in, when that is another one and there is one.</summary>
    public static string? Elsewhere(Workspace workspace, RunHistory? run)
        => run?.Start.Worktree is { } worktree && !worktree.IsHere(workspace.Git) ? worktree.Find(workspace.Git) : null;

    private static Diagnostic Describe(Workspace workspace, OpenRun run)
    {
        var history = new RunLoader(workspace.Git).Load(run, tolerant: true, new DiagnosticBag());
        return JournalDiagnostics.NotEnded(run.Run, history, Elsewhere(workspace, history));
    }

    private static bool IsOver(Workspace workspace, OpenRun run)
    {
        // A folder that is away for now may come back with its journal; one that is there and has none never got one.
        if (run.Link is not null && !File.Exists(run.Journal))
        {
            return Directory.Exists(Path.GetDirectoryName(run.Journal));
        }

        return new RunLoader(workspace.Git).Load(run, tolerant: true, new DiagnosticBag()) is { } history
            ? history.Ended
            : File.Exists(run.Journal) && RunLoader.IsUnborn(run);
    }
}
