namespace Autoschematic.Model.Diffs;

/// <summary>What happened to a line.</summary>
public enum LineChangeKind
{
    Context,
    Removed,
    Added,

    /// <summary>A remark about the line before, as git makes of a missing line break at the end.</summary>
    Note,
}
