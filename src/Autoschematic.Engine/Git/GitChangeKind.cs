namespace Autoschematic.Engine.Git;

/// <summary>How a path differs between two sides.</summary>
public enum GitChangeKind
{
    Added,
    Modified,
    Deleted,

    /// <summary>A file became a link or submodule, or the other way round.</summary>
    TypeChanged,
    Unmerged,
}
