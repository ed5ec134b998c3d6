using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>Runs a connector's task step by step until it says that nothing is left to do.</summary>
public sealed class RunTaskWorkflow(IConnectorPool pool)
{
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

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "run-task", diagnostics);
        if (held is null)
        {
            return Ended(task, null, diagnostics, RunOutcome.Refused);
        }

        var file = new TaskFile(workspace.Git, task);
        var earlier = file.Read(diagnostics);
        if (request.Mode == TaskMode.Abandon)
        {
            return await AbandonAsync(workspace, request, task, file, earlier, diagnostics);
        }

        if (diagnostics.HasErrors)
        {
            return Ended(task, null, diagnostics, RunOutcome.Refused);
        }

        if (earlier is { IsOver: true })
        {
            // Killed after its last step: only what it wrote is to be staged, and whoever runs it now may not know that it is through.
            var outcome = await FinishAsync(workspace, request, file, earlier.Changed, diagnostics);
            var begins = request.Mode == TaskMode.Begin;
            diagnostics.Add(TaskDiagnostics.WasOver(task, begins));
            return Ended(task, null, diagnostics, RunOutcomes.Combine(outcome, begins ? RunOutcome.Refused : RunOutcome.Done));
        }

        return await StartAsync(workspace, request, task, file, earlier, new(onEvent), diagnostics, cancellationToken);
    }

    private async Task<RunTaskResult> StartAsync(
        Workspace workspace,
        RunTaskRequest request,
        ResourceKey task,
        TaskFile file,
        TaskProgress? earlier,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (workspace.Files.TryRead(task.File, diagnostics) is not { } body)
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Add(WorkflowDiagnostics.NoSuchFile(task.File));
            }

            return Ended(task, null, diagnostics, RunOutcome.Usage);
        }

        if (StartFrom(workspace, request, task, earlier, body, diagnostics) is not { } progress)
        {
            return Ended(task, null, diagnostics, RunOutcome.Refused);
        }

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
        var outcome = await new TaskLoop(executing, executor, task, file, run, events, diagnostics).RunAsync(progress, resolved.Bytes, cancellationToken);
        outcome = RunOutcomes.Combine(outcome, await FinishAsync(workspace, request, file, [.. progress.Changed.Union(run.Changed)], diagnostics));
        return new(
            task, owner.Name, run.Steps, run.Messages, run.ModifiedFiles, run.OutputKeys, run.SealedFiles, run.KeptSecrets, [.. diagnostics], outcome);
    }

    /// <summary>Where the task begins or goes on; null with an error when it must not.</summary>
    private static TaskProgress? StartFrom(
        Workspace workspace,
        RunTaskRequest request,
        ResourceKey task,
        TaskProgress? earlier,
        ReadOnlyMemory<byte> body,
        DiagnosticBag diagnostics)
    {
        var hash = TaskFile.HashOf(body);
        if (request.Mode == TaskMode.Begin && earlier is null)
        {
            return new(hash, request.Argument, 0, null, false, false, null, workspace.Clock.GetUtcNow(), []);
        }

        var problem = earlier is null ? TaskDiagnostics.NothingToResume(task)
            : request.Mode == TaskMode.Begin ? TaskDiagnostics.NotThrough(task, earlier)
            : earlier.BodyHash != hash ? TaskDiagnostics.OtherBody(task)
            : request.Argument is { } argument && (earlier.Argument is not { } given || !given.Span.SequenceEqual(argument.Span)) ? TaskDiagnostics.OtherArgument(task)
            : earlier.IsCalling && request.Mode != TaskMode.Retry ? TaskDiagnostics.UnknownStep(task, earlier.Steps)
            : null;
        if (problem is not null)
        {
            diagnostics.Add(problem);
        }

        return problem is null ? earlier! with { IsCalling = false } : null;
    }

    /// <summary>Stages what the steps wrote, and forgets the run when it is through.</summary>
    private static async Task<RunOutcome> FinishAsync(
        Workspace workspace, RunTaskRequest request, TaskFile file, IReadOnlyList<RepoPath> changed, DiagnosticBag diagnostics)
    {
        var staged = !request.Stage || await workspace.Git.StageAsync(changed, diagnostics, CancellationToken.None);
        var removed = file.Read([]) is not { IsOver: true } || file.Remove(diagnostics);
        return staged && removed ? RunOutcome.Done : RunOutcome.Partly;
    }

    private static async Task<RunTaskResult> AbandonAsync(
        Workspace workspace,
        RunTaskRequest request,
        ResourceKey task,
        TaskFile file,
        TaskProgress? earlier,
        DiagnosticBag diagnostics)
    {
        // Also one that cannot be read: that is what giving up is for.
        if (earlier is null && !diagnostics.HasErrors)
        {
            diagnostics.Add(TaskDiagnostics.NothingToResume(task));
            return Ended(task, null, diagnostics, RunOutcome.Refused);
        }

        var found = new DiagnosticBag();
        var outcome = earlier is null ? RunOutcome.Done : await FinishAsync(workspace, request, file, earlier.Changed, found);
        return Ended(task, null, found, file.Remove(found) ? outcome : RunOutcome.Error);
    }

    private static RunTaskResult Ended(ResourceKey? task, string? connector, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(task, connector, 0, [], [], [], [], [], [.. diagnostics], outcome);
}
