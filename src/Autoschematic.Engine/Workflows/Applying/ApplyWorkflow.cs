using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Makes the remote what the repository says: plans, asks, executes, stores outputs, commits.</summary>
public sealed class ApplyWorkflow(IConnectorPool pool)
{
    /// <param name="cancellationToken">
    /// Cancelled once, ops in flight are finished and stored and nothing new starts; to give up on
    /// those too, the caller disposes the pool.
    /// </param>
    public Task<ApplyResult> RunAsync(
        Workspace workspace, ApplyRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
        => throw new NotImplementedException(pool.ToString());
}
