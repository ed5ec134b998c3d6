using Autoschematic.Engine.Git;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Importing;

/// <summary>Takes what exists behind connectors into files; interrupting it is harmless and running it again continues.</summary>
/// <param name="pool">Starts connectors; a run retires it.</param>
public sealed class ImportWorkflow(IConnectorPool pool)
{
    /// <summary>Resources worked on at once; each connector bounds its own calls besides.</summary>
    private const int Concurrency = 128;

    public async Task<ImportResult> RunAsync(
        Workspace workspace, ImportRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (request.Subpath is { } subpath && Glob.TryParse(subpath, out var problem) is null)
        {
            diagnostics.Add(WorkflowDiagnostics.BadGlob(subpath, problem));
        }

        var prefixes = TargetResolver.Narrow(workspace, request.Prefix, request.Connector, diagnostics);
        if (prefixes is null || diagnostics.HasErrors)
        {
            return ImportResult.Ended(RunOutcome.Usage, diagnostics);
        }

        if (prefixes.All(prefix => prefix.Connectors.Count == 0))
        {
            diagnostics.Add(ImportingDiagnostics.NoConnectors());
        }

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "import", diagnostics);
        if (held is null)
        {
            return ImportResult.Ended(RunOutcome.Refused, diagnostics);
        }

        pool.Prepare(workspace.Root);
        var events = new EventSink(onEvent);
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(
                prefixes, connector => request.Connector is null || connector.Shortname == request.Connector, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var run = new ImportRun(session, request, events);
        var followUp = new ImportFollowUp(session, request, events, Concurrency);
        var interrupted = false;
        try
        {
            try
            {
                await ImportAllAsync(session, request, run, events, diagnostics, cancellationToken);
            }
            finally
            {
                run.TakeBackSecrets();
            }

            await followUp.RunAsync(run.Results(), diagnostics, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            interrupted = true;
        }

        pool.Retire();
        return await FinishAsync(workspace, session, request, run, followUp, interrupted, diagnostics);
    }

    private static async Task ImportAllAsync(
        ConnectorSession session,
        ImportRequest request,
        ImportRun run,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        var lister = new RemoteLister(session, request.Subpath);
        var chosen = session.Connectors
            .Where(connector => request.Connector is null || connector.Name == request.Connector)
            .Where(connector => connector.Failure is null)
            .ToList();
        var lists = new IReadOnlyList<ListedResource>[chosen.Count];
        var problems = chosen.ConvertAll(_ => new DiagnosticBag());
        var listed = events.Count(WorkflowPhase.Listing, chosen.Count);
        await Parallel.ForAsync(0, chosen.Count, options, async (index, token) =>
        {
            lists[index] = await lister.ListAsync(chosen[index], problems[index], token);
            listed();
        });
        diagnostics.AddRange(problems.SelectMany(found => found));

        var work = chosen.SelectMany((connector, index) => lists[index].Select(item => (connector, item))).ToList();
        var done = events.Count(WorkflowPhase.Importing, work.Count);

        // What is in another resource goes by that one's name, which is known once it is imported.
        foreach (var (index, level) in work.GroupBy(pair => pair.item.Physical?.Text.Count(character => character == '/') ?? 0).OrderBy(level => level.Key).Index())
        {
            await Parallel.ForEachAsync(level, options, async (pair, token) =>
            {
                var item = index == 0 ? pair.item : await lister.NameAsync(pair.connector, pair.item, token);
                await run.ImportAsync(pair.connector, item, token);
                done();
            });
        }

        await run.CheckGoneAsync(lister, cancellationToken);
    }

    /// <summary>Stages and commits what succeeded, also after an interruption.</summary>
    private static async Task<ImportResult> FinishAsync(
        Workspace workspace,
        ConnectorSession session,
        ImportRequest request,
        ImportRun run,
        ImportFollowUp followUp,
        bool interrupted,
        DiagnosticBag diagnostics)
    {
        var resources = run.Results();
        await run.SyncAsync(diagnostics);
        await workspace.Agreed.SaveAsync(diagnostics, CancellationToken.None);
        var imported = resources.Count(resource => resource.Status is ImportStatus.Imported or ImportStatus.Replaced);
        var failures = resources.Select(resource => resource.Status).OfType<ImportStatus.Failed>().ToList();
        diagnostics.AddRange(run.Notes());
        var before = diagnostics.Count(found => found.Severity == DiagnosticSeverity.Error);
        diagnostics.AddRange(failures.Select(failed => failed.Diagnostic).Distinct());
        var outcome = RunOutcomes.With(RunOutcomes.Of(resources.Count - failures.Count, failures.Count + before), session);
        if (followUp.Unproven is { Count: > 0 } unproven)
        {
            diagnostics.Add(ImportingDiagnostics.Unproven(unproven.Count));
            outcome = RunOutcomes.Combine(outcome, RunOutcome.Partly);
        }

        if (interrupted)
        {
            diagnostics.Add(ImportingDiagnostics.Interrupted(imported));
            outcome = RunOutcome.Interrupted;
        }

        IReadOnlyList<RepoPath> written = [.. run.WrittenFiles().Union(followUp.FoundFiles).Order()];
        string? commit = null;
        if (written.Count > 0 && (request.Stage || request.Commit))
        {
            if (!await workspace.Git.StageAsync(written, diagnostics, CancellationToken.None))
            {
                outcome = RunOutcomes.Combine(outcome, RunOutcome.Partly);
            }
            else if (request.Commit && !interrupted)
            {
                var count = imported + followUp.EarlierCount;
                var message = request.CommitMessage ?? $"Import {count} {(count == 1 ? "resource" : "resources")}";
                var made = await workspace.Git.CommitAsync(new CommitRequest(written, message, []), diagnostics, CancellationToken.None);
                commit = (made as CommitResult.Made)?.Commit;
                outcome = made is CommitResult.Refused ? RunOutcomes.Combine(outcome, RunOutcome.Partly) : outcome;
            }
        }

        return new(resources, commit, [.. diagnostics], outcome) { Links = followUp.Links, Unproven = followUp.Unproven };
    }
}
