using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Which remote resource takes which path, so that two never write one file.</summary>
internal sealed class ClaimedPaths
{
    private readonly ConcurrentDictionary<string, Claim> claims = new(StringComparer.Ordinal);

    /// <summary>Takes a path for a resource; the claim says who has it, also when that is another.</summary>
    public Claim Take(RepoPath file, string listed)
    {
        var claim = claims.GetOrAdd(file.Folded, _ => new Claim(listed));
        claim.Add(file, listed);
        return claim;
    }
}

/// <summary>A path that a remote resource took, and how to undo what was written for it.</summary>
internal sealed class Claim(string listed)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, RepoPath> claimants = new(StringComparer.Ordinal);
    private Action? undo;

    /// <summary>Who took it first.</summary>
    public string Listed { get; } = listed;

    /// <summary>What is wrong when several resources want the path; then none has it, whichever came first.</summary>
    public Diagnostic? Collision
    {
        get
        {
            lock (gate)
            {
                return claimants.Count < 2 ? null : field ??= ImportingDiagnostics.Collision(claimants.First().Value, [.. claimants.Keys]);
            }
        }
    }

    /// <summary>Runs a write unless a rival came before; the write returns how to undo it, or null when it failed.</summary>
    public void Write(Func<Action?> write)
    {
        lock (gate)
        {
            if (claimants.Count < 2)
            {
                undo = write();
            }
        }
    }

    /// <summary>Undoes what was written; nothing when it was not, or is undone already.</summary>
    public void TakeBack()
    {
        lock (gate)
        {
            undo?.Invoke();
            undo = null;
        }
    }

    /// <summary>A resource wants the path: what was written for another one is undone.</summary>
    public void Add(RepoPath file, string claimant)
    {
        lock (gate)
        {
            claimants[claimant] = file;
            if (claimants.Count > 1)
            {
                undo?.Invoke();
                undo = null;
            }
        }
    }
}
