using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Finds the files that a request means.</summary>
public static class SelectionBuilder
{
    public static Task<SelectionResult> BuildAsync(
        Workspace workspace, SelectionRequest request, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException();
}
