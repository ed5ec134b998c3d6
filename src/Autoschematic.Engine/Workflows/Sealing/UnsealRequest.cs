namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>A sealed file to open.</summary>
/// <param name="Path">The file as the user wrote it.</param>
/// <param name="CurrentDirectory">Absolute path that it is relative to.</param>
/// <param name="OutputPath">Where the value goes, as the user wrote it; null returns it.</param>
public sealed record UnsealRequest(string Path, string CurrentDirectory, string? OutputPath = null);
