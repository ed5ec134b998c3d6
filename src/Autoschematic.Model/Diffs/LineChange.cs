namespace Autoschematic.Model.Diffs;

/// <summary>A line of a hunk, without its line break.</summary>
public sealed record LineChange(LineChangeKind Kind, string Text);
