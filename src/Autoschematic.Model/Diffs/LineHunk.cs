namespace Autoschematic.Model.Diffs;

/// <summary>Lines around a change, with line numbers from 1 in both texts.</summary>
public sealed record LineHunk(int OldStart, int NewStart, IReadOnlyList<LineChange> Lines);

/// <summary>A line of a hunk.</summary>
public sealed record LineChange(LineChangeKind Kind, string Text);

/// <summary>What happened to a line.</summary>
public enum LineChangeKind
{
    Context,
    Removed,
    Added,
}
