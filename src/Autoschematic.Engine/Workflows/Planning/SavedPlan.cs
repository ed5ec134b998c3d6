namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>A plan file.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Hash">Lower-case hexadecimal SHA-256 of its bytes.</param>
public sealed record SavedPlan(string Path, string Hash);
