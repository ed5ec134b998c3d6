using Autoschematic.Engine.Files;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>Gives a resource another address, with its outputs and everything that refers to it; all of it or nothing.</summary>
public sealed class RenameWorkflow(IConnectorPool pool)
{
    public async Task<RenameResult> RunAsync(
        Workspace workspace, RenameRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        var from = TargetResolver.Resolve(workspace, request.CurrentDirectory, request.Old, diagnostics);
        var to = TargetResolver.Resolve(workspace, request.CurrentDirectory, request.New, diagnostics);
        if (from is null || to is null)
        {
            return Ended(from, to, diagnostics, RunOutcome.Usage);
        }

        using var held = RepositoryLock.TryAcquire(
            workspace.Git, LockKind.Exclusive, "rename", workspace.Host, workspace.Clock, diagnostics);
        if (held is null)
        {
            return Ended(from, to, diagnostics, RunOutcome.Refused);
        }

        if (!CheckPlaces(workspace, from, to, diagnostics)
            || !await CheckOwnersAsync(workspace, request, from, to, new EventSink(onEvent), diagnostics, cancellationToken))
        {
            // A path that names nothing is bad usage; everything else was understood and cannot be done.
            return Ended(from, to, diagnostics, workspace.Files.Exists(from.File) ? RunOutcome.Error : RunOutcome.Usage);
        }

        var planner = new RenamePlanner(workspace, from, to, diagnostics);
        if (!await planner.PlanAsync(cancellationToken))
        {
            return Ended(from, to, diagnostics, RunOutcome.Error);
        }

        if (planner.Changes.Commit(diagnostics) is { } unwritable)
        {
            diagnostics.Add(RenamingDiagnostics.Undone(unwritable));
            return Ended(from, to, diagnostics, RunOutcome.Error);
        }

        var outcome = request.Stage && !await workspace.Git.StageAsync(planner.Changes.Paths, diagnostics, CancellationToken.None)
            ? RunOutcome.Partly
            : RunOutcome.Done;
        return new(from, to, planner.Rewritten, planner.Moved, [.. diagnostics], outcome);
    }

    private static bool CheckPlaces(Workspace workspace, ResourceKey from, ResourceKey to, DiagnosticBag diagnostics)
    {
        if (from == to)
        {
            diagnostics.Add(RenamingDiagnostics.Same(from));
        }
        else if (from.Prefix != to.Prefix)
        {
            diagnostics.Add(RenamingDiagnostics.OtherPrefix(from, to));
        }
        else if (workspace.Files.KindOf(from.File) != FileKind.File)
        {
            diagnostics.Add(WorkflowDiagnostics.NoSuchFile(from.File));
        }
        else if (workspace.Reserved.Check(to.File) is { } problem)
        {
            diagnostics.Add(RenamingDiagnostics.ReservedName(to.File, problem));
        }
        else
        {
            var inTheWay = new[]
            {
                to.File, OutputPaths.FileOf(to.Prefix, to.Address), OutputPaths.BundleMarkerOf(to.Prefix, to.Address),
            }.Where(path => workspace.Files.KindOf(path) != FileKind.Missing);
            diagnostics.AddRange(inTheWay.Select(RenamingDiagnostics.Exists));
        }

        return !diagnostics.HasErrors;
    }

    /// <summary>Both addresses must have the same owner, and a resource that exists must not be known by its address alone.</summary>
    private async Task<bool> CheckOwnersAsync(
        Workspace workspace,
        RenameRequest request,
        ResourceKey from,
        ResourceKey to,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest([workspace.Config.FindPrefix(from.Prefix.Name)!], null, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            new DiagnosticBag(),
            cancellationToken);
        try
        {
            var (role, owner) = await FindOwnerAsync(session, from, diagnostics, cancellationToken);
            if (owner is null)
            {
                return false;
            }

            var next = await session.FindOwnerAsync(to.Prefix, to.Address, role, cancellationToken);
            if (next is not Ownership.Owned owned || owned.Connector != owner)
            {
                diagnostics.Add(RenamingDiagnostics.OtherOwner(from, owner.Name, to, (next as Ownership.Owned)?.Connector.Name));
                return false;
            }

            if (role != FilterBits.Resource)
            {
                return true;
            }

            if (owner.Failure is { } failure)
            {
                diagnostics.Add(failure);
                return false;
            }

            if (await session.MapAsync(owner, from.Address, cancellationToken) is MappedAddress.At { IsMapped: false } at
                && await owner.Reader!.GetAsync(at.Physical, cancellationToken) is not null)
            {
                diagnostics.Add(RenamingDiagnostics.NeedsNoMapping(from, owner.Name));
                return false;
            }

            return true;
        }
        catch (ConnectorException exception)
        {
            diagnostics.Add(session.Describe(exception, from));
            return false;
        }
    }

    private static async Task<(FilterBits Role, SessionConnector? Owner)> FindOwnerAsync(
        ConnectorSession session, ResourceKey resource, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        foreach (var role in new[] { FilterBits.Resource, FilterBits.Bundle, FilterBits.Task })
        {
            switch (await session.FindOwnerAsync(resource.Prefix, resource.Address, role, cancellationToken))
            {
                case Ownership.Owned owned:
                    return (role, owned.Connector);
                case Ownership.NotKnown unknown:
                    diagnostics.Add(unknown.Diagnostic);
                    return (role, null);
                default:
                    break;
            }
        }

        diagnostics.Add(WorkflowDiagnostics.NoOwner(resource.File, "resource, bundle or task"));
        return (FilterBits.None, null);
    }

    private static RenameResult Ended(ResourceKey? from, ResourceKey? to, DiagnosticBag diagnostics, RunOutcome outcome)
        => new(from, to, [], [], [.. diagnostics], outcome);
}
