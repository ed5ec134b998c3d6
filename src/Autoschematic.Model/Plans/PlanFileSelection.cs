namespace Autoschematic.Model.Plans;

/// <summary>What a plan was made of, as the user asked for it.</summary>
/// <param name="Mode">`staged`, `paths`, `all` or `since`.</param>
/// <param name="Paths">With `paths`, the arguments as they were written.</param>
/// <param name="Directory">With `paths`, the folder they are relative to, from the root of the repository.</param>
/// <param name="Revision">With `since`, the commit.</param>
/// <param name="Prefix">`-p`.</param>
/// <param name="Connector">`-c`.</param>
/// <param name="Subpath">`-s`.</param>
/// <param name="Exclude">`--exclude`.</param>
/// <param name="Prune">`--prune`.</param>
/// <param name="NoRename">`--no-rename`.</param>
/// <param name="StrictEnvironment">`--strict-env`.</param>
public sealed record PlanFileSelection(
    string Mode,
    IReadOnlyList<string> Paths,
    string? Directory,
    string? Revision,
    string? Prefix,
    string? Connector,
    string? Subpath,
    IReadOnlyList<string> Exclude,
    bool Prune,
    bool NoRename,
    bool StrictEnvironment);
