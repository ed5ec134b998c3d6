using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Goes on with an apply that was interrupted, exactly where it stopped, or gives it up.</summary>
/// <param name="pool">Starts connectors.</param>
/// <param name="faults">Where crashes are tried; null outside tests.</param>
public sealed class ResumeWorkflow(IConnectorPool pool, IFaultPoints? faults = null)
{
    private readonly IFaultPoints faults = faults ?? NoFaultPoints.Instance;

    /// <inheritdoc cref="ApplyWorkflow.RunAsync"/>
    public async Task<ApplyResult> RunAsync(
        Workspace workspace, ResumeRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        return await new RunGate(workspace, faults, diagnostics, outcome => Ended(null, outcome, diagnostics)).EnterAsync(
            heedSafetyLock: !request.Abandon,
            open => LoadAsync(workspace, request, open, new(onEvent), diagnostics, cancellationToken),
            cancellationToken);
    }

    private async Task<ApplyResult> LoadAsync(
        Workspace workspace,
        ResumeRequest request,
        IReadOnlyList<OpenRun> open,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (open.Count == 0)
        {
            diagnostics.Add(JournalDiagnostics.NoRun());
            return Ended(null, RunOutcome.Done, diagnostics);
        }

        if (open.Count > 1)
        {
            diagnostics.Add(JournalDiagnostics.Several(open.Select(run => run.Run)));
        }

        var history = new RunLoader(workspace.Git).Load(open[0], request.Abandon, diagnostics);
        if (history is not null && !CheckPlace(workspace, history, request, diagnostics))
        {
            return Ended(open[0].Run, RunOutcome.Refused, diagnostics);
        }

        foreach (var prefix in history?.Resources.Select(resource => resource.Recorded.Key.Prefix).Distinct() ?? [])
        {
            workspace.Files.RemoveTemporaries(OutputPaths.FolderOf(prefix));
        }

        return request.Abandon ? await AbandonAsync(workspace, open[0], history, events, diagnostics, cancellationToken)
            : history is null ? Ended(open[0].Run, RunOutcome.Error, diagnostics)
            : await ResumeAsync(workspace, request, open[0], history, events, diagnostics, cancellationToken);
    }

    /// <summary>Whether this is the working tree of the run; one whose tree is gone can be given up anywhere.</summary>
    private static bool CheckPlace(Workspace workspace, RunHistory history, ResumeRequest request, DiagnosticBag diagnostics)
    {
        var (run, worktree) = (history.Start.Run, history.Start.Worktree);
        if (worktree is null || worktree.IsHere(workspace.Git))
        {
            return true;
        }

        var root = worktree.Find(workspace.Git);
        if (root is null && request.Abandon)
        {
            return true;
        }

        diagnostics.Add(root is null ? JournalDiagnostics.WorktreeGone(run, worktree.Root) : JournalDiagnostics.OtherWorktree(run, root));
        return false;
    }

    private async Task<ApplyResult> ResumeAsync(
        Workspace workspace,
        ResumeRequest request,
        OpenRun open,
        RunHistory history,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        if (await CheckHeadAsync(workspace, history, diagnostics, cancellationToken) is { } refusal)
        {
            return Ended(open.Run, refusal, diagnostics);
        }

        if (ResumeDecisions.Read(request, history, diagnostics) is not { } decisions)
        {
            return Ended(open.Run, RunOutcome.Usage, diagnostics);
        }

        if (history.Start.ConfigHash != RunRecords.ConfigHash(workspace))
        {
            diagnostics.Add(JournalDiagnostics.ConfigChanged(open.Run));
        }

        events.Send(new WorkflowEvent.Notice(JournalDiagnostics.Resuming(history)));
        if (request.Confirm is { } confirm && !await confirm(open.Run, history.Left, cancellationToken))
        {
            diagnostics.Add(JournalDiagnostics.NotResumed(open.Run));
            return Ended(open.Run, RunOutcome.Refused, diagnostics);
        }

        await using var journal = await RunJournal.ContinueAsync(workspace, open, history, faults, diagnostics);
        if (journal is null)
        {
            return Ended(open.Run, RunOutcome.Error, diagnostics);
        }

        await using var contents = workspace.Git.OpenContents();
        using var restored = await RestoredOutputs.RestoreAsync(workspace, contents, GoneOutputs(history), diagnostics, cancellationToken);
        if (restored is null)
        {
            return Ended(open.Run, RunOutcome.Error, diagnostics);
        }

        using var recorder = new OutputRecorder(workspace, diagnostics, faults);
        var executing = await StartAsync(workspace, history, events, diagnostics, cancellationToken);
        var preparation = new ResumePreparation(
            executing.Session, history, journal, recorder, request, decisions, restored, diagnostics);
        if (await preparation.RunAsync(cancellationToken) is not { } ready)
        {
            return Ended(open.Run, RunOutcome.Error, diagnostics);
        }

        var apply = await preparation.RequestAsync(cancellationToken);
        var plan = new PlanResult([.. ready.Draft.Items.Select(item => item.Resource), .. ready.Draft.Unknown], ready.Draft.Edges, [], [], RunOutcome.Done);
        return await new ApplyExecution(executing, apply, journal, ready.Recovery, recorder, events)
            .RunAsync(ready.Draft, plan, diagnostics, cancellationToken);
    }

    private async Task<ApplyResult> AbandonAsync(
        Workspace workspace,
        OpenRun open,
        RunHistory? history,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        // What was stored in a working tree that is gone is nowhere but in the journal.
        var gone = history?.Start.Worktree is { } worktree && !worktree.IsHere(workspace.Git) ? worktree.Root : null;
        if (history is not null && LeftOutputs.Find(workspace, history, withDone: gone is not null) is { Count: > 0 } answers)
        {
            await using var journal = await RunJournal.ContinueAsync(workspace, open, history, faults, diagnostics);
            if (journal is null)
            {
                return Ended(open.Run, RunOutcome.Error, diagnostics);
            }

            using var recorder = new OutputRecorder(workspace, diagnostics, faults);
            var executing = await StartAsync(workspace, history, events, diagnostics, cancellationToken);
            var left = await new LeftOutputs(executing.Session, recorder, journal, diagnostics).StoreAsync(answers, cancellationToken);
            if (gone is not null)
            {
                var stored = answers.Keys.Select(resource => resource.Recorded.Key).Where(key => !left.Contains(key));
                diagnostics.AddRange(stored.Select(key => JournalDiagnostics.StoredHere(key, gone)));
            }

            if (left.Count > 0)
            {
                diagnostics.AddRange(left.Select(JournalDiagnostics.NotStoredYet));
                return Ended(open.Run, RunOutcome.Error, diagnostics) with { IsOpen = true };
            }
        }

        // Read again, since outputs may have been stored just now.
        if (new RunLoader(workspace.Git).Load(open, tolerant: true, new DiagnosticBag())?.Left is { Count: > 0 } resources)
        {
            diagnostics.Add(JournalDiagnostics.LeftBehind(open.Run, resources));
        }

        foreach (var resource in history?.Resources ?? [])
        {
            if (resource.Unknown is { } unknown)
            {
                var op = workspace.Redactor.Redact(unknown.Started.Op.Message ?? unknown.Started.Op.Kind.ToString());
                diagnostics.Add(JournalDiagnostics.GivenUp(resource.Recorded.Key, op));
            }
        }

        try
        {
            await RunJournal.EraseAsync(workspace, open, faults, diagnostics, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(JournalDiagnostics.NotErased(open.Run, exception.Message));
            return Ended(open.Run, RunOutcome.Error, diagnostics) with { IsOpen = true };
        }

        return Ended(open.Run, diagnostics.HasErrors ? RunOutcome.Partly : RunOutcome.Done, diagnostics);
    }

    private Task<ExecutingSession> StartAsync(
        Workspace workspace, RunHistory history, EventSink events, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var used = history.Resources.Select(resource => resource.Recorded.Key.Prefix).ToHashSet();
        var options = history.Start.Options;
        return ExecutingSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(
                [.. workspace.Config.Prefixes.Where(prefix => used.Contains(prefix.Prefix))],
                connector => options.Connector is null || connector.Shortname == options.Connector,
                options.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
    }

    private static async Task<RunOutcome?> CheckHeadAsync(
        Workspace workspace, RunHistory history, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await workspace.Git.ReadHeadAsync(diagnostics, cancellationToken) is not { } head)
        {
            return RunOutcome.Error;
        }

        var recorded = history.Start.Head;
        if (recorded is null
            || (head.Commit is { } commit && await workspace.Git.IsAncestorAsync(recorded, commit, cancellationToken)))
        {
            return null;
        }

        diagnostics.Add(JournalDiagnostics.NotDescendant(history.Start.Run, recorded, head.Commit));
        return RunOutcome.Refused;
    }

    /// <summary>Output files to put back while the run lasts, less those of what is done.</summary>
    private static IReadOnlyList<DeletedOutput> GoneOutputs(RunHistory history)
    {
        var done = history.Resources.Where(resource => resource.Done is not null).SelectMany(resource => resource.Files).ToHashSet();
        return [.. history.Start.DeletedOutputs
            .Where(output => !done.Contains(output.File))
            .Select(output => new DeletedOutput(output.File, output.Blob))];
    }

    private static ApplyResult Ended(Engine.Workflows.RunId? run, RunOutcome outcome, DiagnosticBag diagnostics)
        => new(run, PlanResult.Ended(outcome, diagnostics), false, [], null, [.. diagnostics.Distinct()], outcome)
        {
            Resumed = true,
            IsOpen = run is not null && outcome is not (RunOutcome.Done or RunOutcome.Partly),
        };
}
