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
        Workspace workspace, ResourceKey resource, RemoteResource remote, DiagnosticBag diagnostics)
        => new SealedOutputs(workspace).Protect(
            resource.Prefix,
            resource.Address,
            remote.Outputs.Select(output => KeyValuePair.Create(output.Key, (string?)output.Value)),
            remote.SensitiveOutputs,
            diagnostics);
}
