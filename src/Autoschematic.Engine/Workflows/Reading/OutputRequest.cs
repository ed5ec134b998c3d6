namespace Autoschematic.Engine.Workflows.Reading;

/// <summary>One resource whose stored outputs are wanted; no connector is started.</summary>
/// <param name="Key">One key, or null for all.</param>
public sealed record OutputRequest(string Path, string CurrentDirectory, string? Key = null);
