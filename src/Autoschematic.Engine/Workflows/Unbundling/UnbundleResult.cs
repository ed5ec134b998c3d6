using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>What unbundling did, in file order of prefixes and ordinal order of addresses.</summary>
public sealed record UnbundleResult(
    IReadOnlyList<UnbundledBundle> Bundles,
    IReadOnlyList<RepoPath> Unmanaged,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome);

/// <summary>One bundle with its children.</summary>
/// <param name="Orphans">Children of an earlier expansion that this one no longer produces.</param>
/// <param name="Problem">Why it could not be expanded, or null.</param>
public sealed record UnbundledBundle(
    ResourceKey Bundle,
    string Connector,
    IReadOnlyList<UnbundledChild> Children,
    IReadOnlyList<OrphanedChild> Orphans,
    Diagnostic? Problem);

/// <summary>One child of a bundle.</summary>
/// <param name="Address">As the connector gave it.</param>
/// <param name="Problem">Why it was not written, or null.</param>
public sealed record UnbundledChild(string Address, ChildChange Change, Diagnostic? Problem);

/// <summary>A child that its bundle no longer produces.</summary>
/// <param name="Problem">Why its file was kept, or null when it was deleted.</param>
public sealed record OrphanedChild(RepoPath File, Diagnostic? Problem);

/// <summary>What became of a child's file.</summary>
public enum ChildChange
{
    Unchanged,
    Created,
    Updated,
    Kept,
}
