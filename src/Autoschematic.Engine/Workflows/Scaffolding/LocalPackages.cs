namespace Autoschematic.Engine.Workflows.Scaffolding;

/// <summary>Where the packages of the SDK lie on this machine.</summary>
/// <param name="Folder">Absolute path; null when they come from the feeds that are configured.</param>
public sealed record LocalPackages(string? Folder);
