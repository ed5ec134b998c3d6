using Autoschematic.Engine.Hosts;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Finds the repository and loads its configuration.</summary>
public sealed class WorkspaceOpener(HostEnvironment host, TimeProvider clock)
{
    /// <summary>Opens the repository that holds a folder; null when a diagnostic says why it cannot be worked in.</summary>
    /// <param name="startDirectory">Absolute path: `--repo`, or the caller's current directory.</param>
    public Task<Workspace?> OpenAsync(
        string startDirectory, DiagnosticBag diagnostics, CancellationToken cancellationToken)
        => throw new NotImplementedException($"{host}{clock}");
}
