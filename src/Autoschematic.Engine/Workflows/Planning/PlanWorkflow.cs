using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Says what apply would do; changes nothing remote.</summary>
public sealed class PlanWorkflow(IConnectorPool pool)
{
    public Task<PlanResult> RunAsync(
        Workspace workspace, PlanRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
        => throw new NotImplementedException(pool.ToString());
}
