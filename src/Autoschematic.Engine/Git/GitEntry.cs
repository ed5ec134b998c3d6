using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Git;

/// <summary>One entry of the index or of a commit's tree.</summary>
/// <param name="SkipWorktree">Excluded from the working tree, as sparse checkout does.</param>
/// <param name="Unmerged">One side of a conflict.</param>
/// <param name="AssumedUnchanged">Git was told not to look whether the file is still like that.</param>
public sealed record GitEntry(
    RepoPath Path, GitMode Mode, string Blob, bool SkipWorktree = false, bool Unmerged = false, bool AssumedUnchanged = false);
