namespace Autoschematic.Model.Diffs;

/// <summary>A changed field: null sides mean that the field was added or removed; values are source text on one line where they are short.</summary>
public sealed record FieldChange(string Path, string? Old, string? New);
