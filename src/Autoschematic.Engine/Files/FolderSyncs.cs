using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Syncs of folders, one for all who asked before it began; safe to share between threads.</summary>
/// <remarks>Files are written into one folder by many at the same time, and a sync makes durable every name that is there by then.</remarks>
/// <param name="sync">Syncs a folder; null means done.</param>
internal sealed class FolderSyncs(Func<RepoPath, Diagnostic?> sync)
{
    private readonly object gate = new();
    private readonly Dictionary<RepoPath, Turns> folders = [];
    private readonly Dictionary<RepoPath, (int Number, Diagnostic Problem)> failures = [];
    private int failed;

    /// <summary>How many syncs have failed; for who makes a name, before it does.</summary>
    public int Failed
    {
        get
        {
            lock (gate)
            {
                return failed;
            }
        }
    }

    /// <summary>Makes the names that are in a folder now durable; what is wrong with it is told to everyone who waited.</summary>
    /// <param name="since">
    /// <see cref="Failed"/> before the name was made: a system tells of a loss once, perhaps to somebody else in between, and syncs
    /// after that without a word. Null when only this sync counts.
    /// </param>
    public Diagnostic? Sync(RepoPath folder, int? since = null)
    {
        var problem = TakeTurn(folder);
        lock (gate)
        {
            return problem ?? (failures.TryGetValue(folder, out var lost) && lost.Number > since ? lost.Problem : null);
        }
    }

    private Diagnostic? TakeTurn(RepoPath folder)
    {
        Turns turns;
        Round round;
        lock (gate)
        {
            if (!folders.TryGetValue(folder, out turns!))
            {
                folders.Add(folder, turns = new());
            }

            // What runs already may have begun before the name was there.
            round = turns.Next ??= new();
            while (!round.IsDone && turns.IsRunning)
            {
                Monitor.Wait(gate);
            }

            if (round.IsDone)
            {
                return round.Problem;
            }

            turns.IsRunning = true;
            turns.Next = null;
        }

        var isDone = false;
        try
        {
            round.Problem = sync(folder);
            isDone = true;
            return round.Problem;
        }
        finally
        {
            lock (gate)
            {
                round.IsDone = isDone;
                if (round.Problem is { } problem)
                {
                    failures[folder] = (++failed, problem);
                }

                turns.IsRunning = false;
                if (turns.Next is null)
                {
                    folders.Remove(folder);
                }

                Monitor.PulseAll(gate);
            }
        }
    }

    private sealed class Turns
    {
        public bool IsRunning { get; set; }

        public Round? Next { get; set; }
    }

    private sealed class Round
    {
        public bool IsDone { get; set; }

        public Diagnostic? Problem { get; set; }
    }
}
