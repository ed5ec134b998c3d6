using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Brings an interrupted run to the point where it can go on: outputs stored, unknown ops settled, plan made again.</summary>
internal sealed class ResumePreparation(
    ConnectorSession session,
    RunHistory run,
    RunJournal journal,
    OutputRecorder recorder,
    ResumeRequest request,
    ResumeDecisions decisions,
    RestoredOutputs restored,
    DiagnosticBag diagnostics)
{
    private readonly LeftOutputs outputs = new(session, recorder, journal, diagnostics);

    private Workspace Workspace => session.Workspace;

    /// <summary>The plan and how each of its resources goes on; null with errors when the plan cannot be made.</summary>
    public async Task<(PlanDraft Draft, RunRecovery Recovery)?> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in run.Resources)
        {
            recorder.Remember(resource.Recorded.Key, resource.Files);
        }

        var left = await outputs.StoreAsync(LeftOutputs.Find(Workspace, run, withDone: false), cancellationToken);
        await StageAgainAsync(cancellationToken);
        if (await new ResumeDraft(session, run).BuildAsync(diagnostics, cancellationToken) is not { } draft)
        {
            return null;
        }

        var recovery = new RunRecovery(session, run, journal);
        var unknown = new UnknownOps(session, outputs, recorder, request, decisions, diagnostics);
        foreach (var item in draft.Items)
        {
            if (await DecideAsync(item, run.Find(item.Item.Key)!, left, unknown, cancellationToken) is { } decided)
            {
                recovery.Decide(item.Item.Key, decided);
            }
        }

        return (draft, recovery);
    }

    /// <summary>The options of the run, and what the user wants of this process besides.</summary>
    public async Task<ApplyRequest> RequestAsync(CancellationToken cancellationToken)
    {
        var options = run.Start.Options;
        SelectionMode mode = options.Staged ? new SelectionMode.Staged() : new SelectionMode.All();
        var commit = (options.Commit || request.Commit) && !request.NoCommit ? CommitMode.Always : CommitMode.Never;
        if (commit == CommitMode.Always && await ChangedBodiesAsync(cancellationToken) is { Count: > 0 } changed)
        {
            diagnostics.Add(ApplyDiagnostics.ChangedBodies(changed));
            commit = CommitMode.Never;
        }

        return new(new(mode, Connector: options.Connector), run.Start.Run, (_, _) => Task.FromResult(true))
        {
            StrictEnvironment = options.StrictEnvironment,
            NoDeferred = options.NoDeferred,
            Parallelism = options.Parallelism,
            Commit = commit,
            CommitMessage = request.CommitMessage ?? options.CommitMessage,
            PlanHash = options.PlanHash,
        };
    }

    /// <summary>Output files that are as they should be may have been written just before the kill, and never staged.</summary>
    private async Task StageAgainAsync(CancellationToken cancellationToken)
    {
        // What is back on disk for a while only must not get into the index.
        var passing = restored.Files.ToHashSet();
        foreach (var resource in run.Resources.Where(resource => resource.Done is null && (resource.Attempts.Count > 0 || resource.Recorded.IsDeletion || resource.Recorded.MovedFrom is not null)))
        {
            var key = resource.Recorded.Key;
            var places = new List<Address?> { key.Address, resource.Recorded.Physical, resource.Recorded.MovedFrom?.Address, await PlaceAsync(resource.Recorded, cancellationToken) };
            places.AddRange(resource.Attempts.Select(attempt => attempt.Started.Physical));
            recorder.Touch(key, [.. places.OfType<Address>().Select(place => OutputPaths.FileOf(key.Prefix, place)).Distinct().Where(file => !passing.Contains(file))]);
        }

        await recorder.StageAsync();
    }

    /// <summary>Where a resource is now, as far as its connector says.</summary>
    private async Task<Address?> PlaceAsync(RecordedResource recorded, CancellationToken cancellationToken)
    {
        try
        {
            return session.Find(recorded.Key.Prefix, recorded.Connector) is { } owner
                ? (await session.MapAsync(owner, recorded.Key.Address, cancellationToken) as MappedAddress.At)?.Physical
                : null;
        }
        catch (ConnectorException)
        {
            // Whoever needs the answer asks again, and then says what went wrong.
            return null;
        }
    }

    private async Task<Recovery?> DecideAsync(
        PlannedItem item, ResourceHistory history, IReadOnlySet<ResourceKey> left, UnknownOps unknown, CancellationToken cancellationToken)
    {
        var key = item.Item.Key;
        if (history.Done is { } done)
        {
            return new Recovery.Settled(Earlier(item, history, done.Status));
        }

        if (decisions.Forget.Contains(key))
        {
            const string status = JournalEntry.ResourceDone.Forgotten;
            journal.Note(new JournalEntry.ResourceDone(key, status, item.Resource.Action.Word, recorder.ChangedFor(key)));
            return new Recovery.Settled(Earlier(item, history, status));
        }

        if (left.Contains(key))
        {
            return new Recovery.Settled(Earlier(item, history, ApplyDiagnostics.NotStored(key, [])));
        }

        if (history.Unknown is null)
        {
            return history.Attempts.Count > 0 ? new Recovery.GoOn(history.Executed) : null;
        }

        var settled = await unknown.SettleAsync(item, history, cancellationToken);
        if (settled is Recovery.Settled { Applied.Status: ApplyStatus.Done })
        {
            const string status = JournalEntry.ResourceDone.Done;
            journal.Note(new JournalEntry.ResourceDone(key, status, item.Resource.Action.Word, recorder.ChangedFor(key)));
        }

        return settled;
    }

    private AppliedResource Earlier(PlannedItem item, ResourceHistory history, string status)
        => Earlier(item, history, status == JournalEntry.ResourceDone.Done
            ? new ApplyStatus.Done()
            : new ApplyStatus.Skipped(ApplyDiagnostics.Forgotten, Because: null));

    private AppliedResource Earlier(PlannedItem item, ResourceHistory history, Diagnostic problem)
        => Earlier(item, history, new ApplyStatus.Failed(problem)) with { Diagnostics = [problem] };

    private AppliedResource Earlier(PlannedItem item, ResourceHistory history, ApplyStatus status)
    {
        var executed = history.Attempts.Where(attempt => attempt.Finished is not null).Select(Executed).ToList();
        var count = Math.Max(executed.Count, history.Recorded.Ops.Count);
        var action = item.Resource.Action is PlanAction.Deferred deferred ? deferred.Predicted : item.Resource.Action;
        return new(item.Item.Key, item.Resource.Connector, action, status, executed, count, []);
    }

    private ExecutedOp Executed(OpAttempt attempt)
    {
        var result = attempt.Finished!.Result;
        return new(
            attempt.Started.Op,
            [.. result.Outputs.Where(output => output.Value is not null).Select(output => output.Key).Order(StringComparer.Ordinal)],
            [.. result.Outputs.Where(output => output.Value is null).Select(output => output.Key).Order(StringComparer.Ordinal)],
            result.Message is { } message ? Workspace.Redactor.Redact(message) : null);
    }

    /// <summary>Files of the run whose body, as it would be committed, is not what is applied; empty with an error when git fails.</summary>
    private async Task<IReadOnlyList<RepoPath>> ChangedBodiesAsync(CancellationToken cancellationToken)
    {
        var files = run.Resources.Select(resource => resource.Recorded.File).ToList();
        if (run.Start.Options.Staged)
        {
            var entries = await Workspace.Git.IndexEntriesAsync(diagnostics, cancellationToken) ?? [];
            var index = entries.GroupBy(entry => entry.Path).ToDictionary(group => group.Key, group => group.First().Blob);
            return [.. files.Where(file => index.GetValueOrDefault(file.File) != file.StagedBlob).Select(file => file.File)];
        }

        var changed = new List<RepoPath>();
        await using var objects = Workspace.Git.OpenObjects();
        foreach (var file in files)
        {
            var now = Workspace.Files.TryRead(file.File, new DiagnosticBag());
            var then = file.Change == ChangeKind.Deleted
                ? null
                : await objects.ReadAsync($"{run.Start.Pin}:{file.File}", file.File, diagnostics, cancellationToken);
            if (now is null != then is null || (now is { } left && then is { } right && !left.Span.SequenceEqual(right.Span)))
            {
                changed.Add(file.File);
            }
        }

        return changed;
    }
}
