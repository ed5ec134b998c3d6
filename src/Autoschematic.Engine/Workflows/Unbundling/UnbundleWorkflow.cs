using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>Expands bundle files into their children.</summary>
public sealed class UnbundleWorkflow(IConnectorPool pool)
{
    public async Task<UnbundleResult> RunAsync(
        Workspace workspace, UnbundleRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "unbundle", diagnostics);
        if (held is null)
        {
            return new([], [], [.. diagnostics], RunOutcome.Refused);
        }

        switch (await SelectionBuilder.BuildAsync(workspace, request.Selection, diagnostics, cancellationToken))
        {
            case SelectionResult.Ready ready:
                await using (var selection = ready.Selection)
                {
                    return await ExpandAllAsync(workspace, request, selection, new(onEvent), diagnostics, cancellationToken);
                }

            case SelectionResult.BadUsage:
                return new([], [], [.. diagnostics], RunOutcome.Usage);
            default:
                return new([], [], [.. diagnostics], RunOutcome.Error);
        }
    }

    private async Task<UnbundleResult> ExpandAllAsync(
        Workspace workspace,
        UnbundleRequest request,
        Selection selection,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest(selection.Prefixes, selection.Includes, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            diagnostics,
            cancellationToken);
        var expander = new BundleExpander(session, selection, request);
        var bundles = new List<UnbundledBundle>();
        var unmanaged = new List<RepoPath>();
        var done = events.Count(WorkflowPhase.Unbundling, selection.Files.Count);
        foreach (var file in selection.Files.Where(file => file.Change != ChangeKind.Deleted))
        {
            var bundle = new ResourceKey(file.Prefix, file.Address);
            switch (await session.FindOwnerAsync(file.Prefix, file.Address, FilterBits.Bundle, cancellationToken))
            {
                case Ownership.Owned owned when selection.Includes(owned.Connector.Configured):
                    bundles.Add(await ExpandAsync(session, expander, owned.Connector, selection, file, diagnostics, cancellationToken));
                    events.Send(new WorkflowEvent.ResourceDone(WorkflowPhase.Unbundling, bundle, bundles[^1].Problem is null ? "unbundled" : "error"));
                    break;
                case Ownership.NotKnown unknown:
                    bundles.Add(new(bundle, unknown.Connector.Name, [], [], unknown.Diagnostic));
                    break;
                case Ownership.Unowned { OtherRoles: false }:
                    unmanaged.Add(file.File);
                    break;
                default:
                    break;
            }

            done();
        }

        var problems = bundles.Select(bundle => bundle.Problem).OfType<Diagnostic>().ToList();
        var known = diagnostics.ToHashSet();
        diagnostics.AddRange(problems.Where(problem => !known.Contains(problem)));
        var good = bundles.Count(bundle => bundle.Problem is null
            && bundle.Children.All(child => child.Problem is null) && bundle.Orphans.All(orphan => orphan.Problem is null));
        var some = bundles.Any(bundle => bundle.Children.Any(child => child.Problem is null) || bundle.Orphans.Any(orphan => orphan.Problem is null));
        var failed = bundles.Count - good + session.Connectors.Count(connector => connector.Failure is not null);
        var outcome = failed > 0 && good == 0 && some ? RunOutcome.Partly : RunOutcomes.Of(good, failed);
        outcome = RunOutcomes.With(outcome, session);
        if (problems.Any(problem => problem.Code == UnbundlingDiagnostics.DropCode))
        {
            outcome = RunOutcomes.Combine(outcome, RunOutcome.Refused);
        }

        switch (await expander.WriteAsync(diagnostics))
        {
            case TransactionEnd.Undone:
                diagnostics.Add(UnbundlingDiagnostics.Undone());
                return new([], unmanaged, [.. diagnostics], RunOutcome.Error);
            case TransactionEnd.NotStaged:
                outcome = RunOutcomes.Combine(outcome, RunOutcome.Partly);
                break;
            default:
                break;
        }

        return new(bundles, unmanaged, [.. diagnostics], outcome);
    }

    private static async Task<UnbundledBundle> ExpandAsync(
        ConnectorSession session,
        BundleExpander expander,
        SessionConnector connector,
        Selection selection,
        SelectedFile file,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var bundle = new ResourceKey(file.Prefix, file.Address);
        if (connector.Failure is { } failure)
        {
            return new(bundle, connector.Name, [], [], failure);
        }

        var problems = new DiagnosticBag();
        if (await selection.ReadDesiredAsync(file, problems, cancellationToken) is not { } body)
        {
            return new(bundle, connector.Name, [], [], problems.First());
        }

        var resolved = OutputResolver.Resolve(session.Workspace, bundle, body, problems);
        if (problems.HasErrors)
        {
            return new(bundle, connector.Name, [], [], problems.First());
        }

        if (!resolved.IsComplete)
        {
            return new(bundle, connector.Name, [], [], UnbundlingDiagnostics.Waiting(bundle, resolved.Unresolved));
        }

        try
        {
            var children = await connector.Reader!.UnbundleAsync(bundle.Address, resolved.Bytes, cancellationToken);
            return await expander.ExpandAsync(connector, bundle, children, diagnostics, cancellationToken);
        }
        catch (ConnectorException exception)
        {
            return new(bundle, connector.Name, [], [], session.Describe(exception, bundle));
        }
    }
}
