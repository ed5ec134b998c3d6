namespace Autoschematic.Engine.Workflows.Formatting;

/// <summary>RON files to format.</summary>
/// <param name="Paths">As the user wrote them; none means every RON file of the repository.</param>
/// <param name="CurrentDirectory">Absolute path that they are relative to.</param>
/// <param name="Check">Only say which files would change.</param>
public sealed record FormatRequest(IReadOnlyList<string> Paths, string CurrentDirectory, bool Check = false);
