namespace Autoschematic.Model.Diffs;

/// <summary>Lines around a change, with line numbers from 1 in both texts.</summary>
public sealed record LineHunk(int OldStart, int NewStart, IReadOnlyList<LineChange> Lines);
