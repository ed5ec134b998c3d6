namespace Autoschematic.Engine.Selections;

/// <summary>What the user asked a command to work on.</summary>
/// <param name="Prefix">`-p`, or null for every prefix.</param>
/// <param name="Connector">`-c`, or null for every connector.</param>
/// <param name="Subpath">`-s`, a glob over addresses, or null.</param>
/// <param name="Exclude">`--exclude` globs over addresses.</param>
/// <param name="Prune">Whether orphans become deletions.</param>
public sealed record SelectionRequest(
    SelectionMode Mode,
    string? Prefix = null,
    string? Connector = null,
    string? Subpath = null,
    IReadOnlyList<string>? Exclude = null,
    bool Prune = false);
