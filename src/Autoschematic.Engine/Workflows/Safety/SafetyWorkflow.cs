using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Safety;

/// <summary>Sets and removes the file that stops everything which changes infrastructure.</summary>
public sealed class SafetyWorkflow
{
    public Task<SafetyResult> RunAsync(
        Workspace workspace, SafetyRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var diagnostics = new DiagnosticBag();
        var safety = new SafetyLock(workspace.Files);
        var done = request.Lock
            ? safety.Lock(request.Reason, workspace.Host, workspace.Clock, diagnostics)
            : safety.Unlock(diagnostics);
        return Task.FromResult(new SafetyResult(
            safety.Read(), [.. diagnostics], done ? RunOutcome.Done : RunOutcome.Error));
    }
}
