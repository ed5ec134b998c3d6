using Autoschematic.Engine.Files;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Comparing;

/// <summary>Takes the outputs of a remote resource into what the repository may hold.</summary>
internal static class SensitiveOutputs
{
    /// <summary>The outputs to store; sensitive ones are sealed, or kept privately and reported, and hidden from everything printed.</summary>
    public static ProtectedOutputs Protect(
        Workspace workspace, ITreeFiles target, ResourceKey resource, RemoteResource remote, DiagnosticBag diagnostics)
        => new SealedOutputs(workspace, target).Protect(
            resource.Prefix,
            resource.Address,
            remote.Outputs.Select(output => KeyValuePair.Create(output.Key, (string?)output.Value)),
            remote.SensitiveOutputs,
            diagnostics);

    /// <summary>The values that must not stand in the tree: those its connector marks, and those whose stored values are sealed.</summary>
    public static IReadOnlyList<string> ValuesOf(Workspace workspace, ResourceKey resource, RemoteResource remote)
    {
        var stored = workspace.Outputs.Read(resource.Prefix, resource.Address, [])?.Values;
        return
        [
            .. remote.Outputs
                .Where(output => remote.SensitiveOutputs.Contains(output.Key)
                    || SealedOutputs.IsSealed(resource.Prefix, stored?.GetValueOrDefault(output.Key)))
                .Select(output => output.Value),
        ];
    }
}
