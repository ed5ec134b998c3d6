namespace Autoschematic.Model.Merging;

/// <summary>A field or some lines that both sides changed differently; null is a side that does not have it.</summary>
/// <param name="Path">Where it is in the local body.</param>
public sealed record MergeConflict(string Path, string? Base, string? Local, string? Remote);
