using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Tasks;

/// <summary>Calls the steps of one task; where it is, and that a step is being called, is on disk before each call.</summary>
internal sealed class TaskLoop(
    ExecutingSession executing, IConnector executor, ResourceKey task, TaskFile file, TaskRun run, EventSink events, DiagnosticBag diagnostics)
{
    // Timers are bounded to some weeks, and a clock that is set while a task waits counts.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private TimeProvider Clock => executing.Session.Workspace.Clock;

    public async Task<RunOutcome> RunAsync(TaskProgress progress, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var first = progress.Steps;
        try
        {
            while (!progress.IsOver)
            {
                if (progress.DelayUntil is { } until)
                {
                    await WaitUntilAsync(until, cancellationToken);
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (!file.Write(progress with { IsCalling = true, DelayUntil = null }, diagnostics))
                {
                    return progress.Steps > first ? RunOutcome.Partly : RunOutcome.Error;
                }

                // A step that was sent is waited for: only between two steps can a task be interrupted without doubt.
                var step = await executor.RunTaskAsync(task.Address, body, progress.Argument, progress.State, CancellationToken.None);
                var stored = run.Store(step);
                progress = progress with
                {
                    Steps = progress.Steps + 1,
                    State = step.NextState,
                    IsOver = step.NextState is null,
                    DelayUntil = step.NextState is null ? null : step.DelayUntil,
                    Changed = [.. progress.Changed.Union(run.Changed).Order()],
                };
                if (!string.IsNullOrEmpty(step.Message))
                {
                    events.Send(new WorkflowEvent.TaskMessage(task, step.Message));
                }

                events.Send(new WorkflowEvent.Progress(WorkflowPhase.RunningTask, progress.Steps, null));
                if (!stored)
                {
                    diagnostics.Add(TaskDiagnostics.NotStored(task, progress.Steps, isLast: progress.IsOver));
                }

                if (!file.Write(progress, diagnostics) || !stored)
                {
                    break;
                }
            }
        }
        catch (ConnectorException exception)
        {
            return Failed(exception, progress, first);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            diagnostics.Add(TaskDiagnostics.Interrupted(task, progress.Steps));
            return RunOutcome.Interrupted;
        }

        return diagnostics.HasErrors ? RunOutcome.Partly : RunOutcome.Done;
    }

    private RunOutcome Failed(ConnectorException exception, TaskProgress progress, int first)
    {
        diagnostics.Add(executing.Session.Describe(exception, task));
        var isKnown = exception.IsAnswer || exception.Failure == ConnectorFailure.NotStarted;
        if (!isKnown)
        {
            diagnostics.Add(TaskDiagnostics.Unknown(task, progress.Steps));
        }
        else if (progress.Steps == 0)
        {
            // Nothing was done, so there is nothing to go on with.
            file.Remove(diagnostics);
        }
        else
        {
            file.Write(progress, diagnostics);
            diagnostics.Add(TaskDiagnostics.CanResume(task, progress.Steps));
        }

        return progress.Steps > first || !isKnown ? RunOutcome.Partly : RunOutcome.Error;
    }

    private async Task WaitUntilAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (until - Clock.GetUtcNow() is { Ticks: > 0 } left)
        {
            await Task.Delay(
                left < LongestDelay ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestDelay, Clock, cancellationToken);
        }
    }
}
