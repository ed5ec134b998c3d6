using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Checking;

/// <summary>Something that does not fit together.</summary>
/// <param name="File">The file it is found in.</param>
/// <param name="IsCertain">Whether deleting that file loses nothing, so that `--fix` does it.</param>
public sealed record FsckFinding(FsckKind Kind, RepoPath File, Diagnostic Diagnostic, bool IsCertain = false);

/// <summary>What does not fit together.</summary>
public enum FsckKind
{
    /// <summary>An output file or a marker cannot be read.</summary>
    Damaged,

    /// <summary>There are outputs and no file.</summary>
    OrphanedOutputs,

    /// <summary>A pointer leads nowhere.</summary>
    DanglingPointer,

    /// <summary>Pointers go in a circle.</summary>
    PointerCycle,

    /// <summary>Resources need each other in a circle.</summary>
    DependencyCycle,

    /// <summary>A body refers to a file that is not there.</summary>
    MissingReference,

    /// <summary>A file was made by a bundle that is gone.</summary>
    OrphanedChild,

    /// <summary>A sealed output is named by no output file.</summary>
    OrphanedSeal,

    /// <summary>An output is sealed in a file that is not there.</summary>
    MissingSeal,

    /// <summary>A write that was cut short left a temporary file.</summary>
    Leftover,
}
