using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>Runs a connector's task step by step until it says that nothing is left to do.</summary>
public sealed class RunTaskWorkflow(IConnectorPool pool)
{
    // Timers are bounded to some weeks, and a clock that is set while a task waits counts.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    public async Task<RunTaskResult> RunAsync(
        Workspace workspace, RunTaskRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (TargetResolver.Resolve(workspace, request.CurrentDirectory, request.Path, diagnostics) is not { } task)
        {
            return Ended(null, null, diagnostics, RunOutcome.Usage);
        }

        if (!new SafetyLock(workspace.Files).Check(diagnostics))
        {
            return Ended(task, null, diagnostics, RunOutcome.Refused);
        }

        using var held = RepositoryLock.TryAcquire(
            workspace.Git, LockKind.Exclusive, "run-task", workspace.Host, workspace.Clock, diagnostics);
        if (held is null)
        {
            return Ended(task, null, diagnostics, RunOutcome.Refused);
        }

        if (workspace.Files.TryRead(task.File, diagnostics) is not { } body)
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Add(WorkflowDiagnostics.NoSuchFile(task.File));
            }

            return Ended(task, null, diagnostics, RunOutcome.Usage);
        }

        var events = new EventSink(onEvent);
        var startup = new DiagnosticBag();
        var executing = await ExecutingSession.StartAsync(
            workspace,
            pool,
            new SessionRequest([workspace.Config.FindPrefix(task.Prefix.Name)!], null, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            startup,
            cancellationToken);

        // Another connector that does not start is of no concern here; the owner's failure is reported below.
        diagnostics.AddRange(startup.Where(finding => finding.Severity != DiagnosticSeverity.Error));
        var found = await executing.Session.FindOwnerAsync(task.Prefix, task.Address, FilterBits.Task, cancellationToken);
        if (found is not Ownership.Owned { Connector: var owner })
        {
            var unknown = found as Ownership.NotKnown;
            diagnostics.Add(unknown?.Diagnostic ?? WorkflowDiagnostics.NoOwner(task.File, "task"));
            return Ended(task, null, diagnostics, unknown is null ? RunOutcome.Usage : RunOutcomes.Without(unknown.Connector));
        }

        if (executing.ExecutorOf(owner) is not { } executor)
        {
            diagnostics.Add(owner.Failure ?? TaskDiagnostics.NotReady(owner));
            return Ended(task, owner.Name, diagnostics, RunOutcomes.Without(owner));
        }

        var resolved = OutputResolver.Resolve(workspace, task, body, diagnostics);
        if (!resolved.IsComplete)
        {
            diagnostics.Add(TaskDiagnostics.Waiting(task, resolved.Unresolved));
        }

        if (diagnostics.HasErrors)
        {
            return Ended(task, owner.Name, diagnostics, RunOutcome.Error);
        }

        var run = new TaskRun(executing.Session, owner, task, diagnostics);
        var outcome = await RunStepsAsync(workspace, request, executing.Session, executor, task, resolved.Bytes, run, events, diagnostics, cancellationToken);
        if (request.Stage && run.Changed.Count > 0 && !await workspace.Git.StageAsync(run.Changed, diagnostics, CancellationToken.None))
        {
            outcome = RunOutcomes.Combine(outcome, RunOutcome.Partly);
        }

        return new(
            task, owner.Name, run.Steps, run.Messages, run.ModifiedFiles, run.OutputKeys, run.SealedFiles, run.KeptSecrets, [.. diagnostics], outcome);
    }

    private static async Task<RunOutcome> RunStepsAsync(
        Workspace workspace,
        RunTaskRequest request,
        ConnectorSession session,
        IConnector executor,
        ResourceKey task,
        ReadOnlyMemory<byte> body,
        TaskRun run,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? state = null;
        try
        {
            do
            {
                cancellationToken.ThrowIfCancellationRequested();

                // A step that was sent is waited for: only between two steps can a task be interrupted without doubt.
                var step = await executor.RunTaskAsync(task.Address, body, request.Argument, state, CancellationToken.None);
                var stored = run.Store(step);
                events.Send(new WorkflowEvent.Progress(WorkflowPhase.RunningTask, run.Steps, null));
                state = step.NextState;
                if (!stored)
                {
                    diagnostics.Add(TaskDiagnostics.NotStored(task, run.Steps, isLast: state is null));
                    break;
                }

                if (state is not null && step.DelayUntil is { } until)
                {
                    await WaitUntilAsync(until, workspace.Clock, cancellationToken);
                }
            }
            while (state is not null);
        }
        catch (ConnectorException exception)
        {
            diagnostics.Add(session.Describe(exception, task));
            var isKnown = exception.IsAnswer || exception.Failure == ConnectorFailure.NotStarted;
            if (!isKnown)
            {
                diagnostics.Add(TaskDiagnostics.Unknown(task, run.Steps));
            }

            return run.Steps > 0 || !isKnown ? RunOutcome.Partly : RunOutcome.Error;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            diagnostics.Add(TaskDiagnostics.Interrupted(task, run.Steps));
            return RunOutcome.Interrupted;
        }

        return diagnostics.HasErrors ? RunOutcome.Partly : RunOutcome.Done;
    }

    private static async Task WaitUntilAsync(DateTimeOffset until, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (until - clock.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(
                left < LongestDelay ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestDelay, clock, cancellationToken);
        }
    }

    private static RunTaskResult Ended(ResourceKey? task, string? connector, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(task, connector, 0, [], [], [], [], [], [.. diagnostics], outcome);
}
