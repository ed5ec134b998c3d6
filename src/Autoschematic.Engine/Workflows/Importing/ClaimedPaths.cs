using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Which remote resource takes which path, so that two never write one file.</summary>
internal sealed class ClaimedPaths
{
    private readonly ConcurrentDictionary<string, Claim> claims = new(StringComparer.Ordinal);

    /// <summary>Takes a path for a resource; the claim says who has it, also when that is another.</summary>
    public Claim Take(RepoPath file, string listed)
        => claims.GetOrAdd(file.Folded, _ => new Claim(file, listed));
}

/// <summary>A path that a remote resource took, and how to undo what was written for it.</summary>
internal sealed class Claim(RepoPath file, string listed)
{
    private readonly Lock gate = new();
    private Action? undo;

    public RepoPath File { get; } = file;

    /// <summary>Who took it first.</summary>
    public string Listed { get; } = listed;

    /// <summary>Another resource that wanted the same path; then neither has it.</summary>
    public string? Rival { get; private set; }

    /// <summary>Runs a write unless a rival came before; the write returns how to undo it, or null when it failed.</summary>
    public bool Write(Func<Action?> write)
    {
        lock (gate)
        {
            if (Rival is null)
            {
                undo = write();
            }

            return Rival is null;
        }
    }

    /// <summary>Another resource wants the path: what was written for the first is undone.</summary>
    public void Contest(string rival)
    {
        lock (gate)
        {
            Rival ??= rival;
            undo?.Invoke();
            undo = null;
        }
    }
}
