using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>Whether a resource may move from one place to another, as far as files tell.</summary>
internal static class RenamePlaces
{
    /// <summary>False with diagnostics when there is nothing to move, or something in the way.</summary>
    public static bool Check(Workspace workspace, ResourceKey from, ResourceKey to, DiagnosticBag diagnostics)
    {
        if (from == to)
        {
            diagnostics.Add(RenamingDiagnostics.Same(from));
        }
        else if (from.Prefix != to.Prefix)
        {
            diagnostics.Add(RenamingDiagnostics.OtherPrefix(from, to));
        }
        else if (workspace.Files.KindOf(from.File) != FileKind.File)
        {
            diagnostics.Add(WorkflowDiagnostics.NoSuchFile(from.File));
        }
        else if (workspace.Reserved.Check(to.File) is { } problem)
        {
            diagnostics.Add(RenamingDiagnostics.ReservedName(to.File, problem));
        }
        else
        {
            var inTheWay = new[]
            {
                to.File, OutputPaths.FileOf(to.Prefix, to.Address), OutputPaths.BundleMarkerOf(to.Prefix, to.Address),
            }.Where(path => workspace.Files.KindOf(path) != FileKind.Missing);
            diagnostics.AddRange(inTheWay.Select(RenamingDiagnostics.Exists));
        }

        return !diagnostics.HasErrors;
    }
}
