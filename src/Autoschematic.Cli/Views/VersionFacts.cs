namespace Autoschematic.Cli.Views;

/// <summary>What `version` tells.</summary>
public sealed record VersionFacts(string Version, IReadOnlyList<string> Protocols, string Runtime, string Platform);
