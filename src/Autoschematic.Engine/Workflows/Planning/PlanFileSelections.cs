using Autoschematic.Engine.Selections;
using Autoschematic.Model.Plans;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Selections as plan files hold them.</summary>
internal static class PlanFileSelections
{
    public static PlanFileSelection ToFile(SelectionRequest request, string root, bool noRename, bool strictEnvironment)
    {
        var paths = request.Mode as SelectionMode.Paths;
        return new(
            WordOf(request.Mode),
            paths?.Arguments ?? [],
            paths is null ? null : Path.GetRelativePath(root, paths.CurrentDirectory),
            (request.Mode as SelectionMode.Since)?.Revision,
            request.Prefix,
            request.Connector,
            request.Subpath,
            request.Exclude ?? [],
            request.Prune,
            noRename,
            strictEnvironment);
    }

    /// <summary>The request; null for a mode that there is not.</summary>
    public static SelectionRequest? FromFile(PlanFileSelection selection, string root)
    {
        SelectionMode? mode = selection switch
        {
            { Mode: "staged" } => new SelectionMode.Staged(),
            { Mode: "all" } => new SelectionMode.All(),
            { Mode: "paths", Directory: { } directory } => new SelectionMode.Paths(selection.Paths, Path.GetFullPath(directory, root)),
            { Mode: "since", Revision: { } revision } => new SelectionMode.Since(revision),
            _ => null,
        };
        return mode is null ? null : new(
            mode,
            selection.Prefix,
            selection.Connector,
            selection.Subpath,
            selection.Exclude.Count == 0 ? null : selection.Exclude,
            selection.Prune);
    }

    private static string WordOf(SelectionMode mode) => mode switch
    {
        SelectionMode.Paths => "paths",
        SelectionMode.Since => "since",
        SelectionMode.All => "all",
        _ => "staged",
    };
}
