using Autoschematic.Model.References;

namespace Autoschematic.Model.Merging;

/// <summary>A reference that gave way to a plain value, or to nothing.</summary>
/// <param name="Path">Where it stood in the local body.</param>
public sealed record ReplacedReference(string Path, OutputReference Reference);
