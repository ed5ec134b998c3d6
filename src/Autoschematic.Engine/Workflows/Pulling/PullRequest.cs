using Autoschematic.Engine.Selections;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Merging;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>Which files take over the remote state, and how.</summary>
/// <param name="Selection">The files.</param>
/// <param name="Stage">Whether a file that had no unstaged changes is staged.</param>
/// <param name="Overwrite">Take the remote body byte for byte.</param>
/// <param name="Deletion">What happens to files whose resource is gone.</param>
public sealed record PullRequest(
    SelectionRequest Selection,
    bool Stage = true,
    bool Overwrite = false,
    PullDeletion? Deletion = null)
{
    /// <summary>`--ours`, `--theirs`, `--mark`: what happens where both sides changed the same.</summary>
    public ConflictRule Rule { get; init; }

    /// <summary>Asked once, with what would be taken back from commits; without it that is refused.</summary>
    public Func<IReadOnlyList<PulledResource>, CancellationToken, Task<bool>>? Confirm { get; init; }

    /// <summary>Bodies that somebody has open in an editor: they count instead of the files, and what becomes of them is handed back instead of written.</summary>
    public IReadOnlyDictionary<RepoPath, ReadOnlyMemory<byte>> Edited { get; init; } = new Dictionary<RepoPath, ReadOnlyMemory<byte>>();

    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
