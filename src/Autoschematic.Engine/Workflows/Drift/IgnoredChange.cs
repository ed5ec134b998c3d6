namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>A difference that a rule hides.</summary>
/// <param name="Path">The field or output; null for all that differs.</param>
/// <param name="Reason">The rule's reason.</param>
public sealed record IgnoredChange(string? Path, string Reason);
