using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
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

        using var held = await WorkspaceLock.TryAcquireAsync(workspace, LockKind.Exclusive, "rename", diagnostics);
        if (held is null)
        {
            return Ended(from, to, diagnostics, RunOutcome.Refused);
        }

        try
        {
            // A path that names nothing is bad usage; everything else was understood and cannot be done.
            return RenamePlaces.Check(workspace, from, to, diagnostics)
                ? await RenameAsync(workspace, request, from, to, new EventSink(onEvent), diagnostics, cancellationToken)
                : Ended(from, to, diagnostics, workspace.Files.Exists(from.File) ? RunOutcome.Error : RunOutcome.Usage);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            diagnostics.Add(RenamingDiagnostics.Interrupted());
            return Ended(from, to, diagnostics, RunOutcome.Interrupted);
        }
    }

    private async Task<RenameResult> RenameAsync(
        Workspace workspace,
        RenameRequest request,
        ResourceKey from,
        ResourceKey to,
        EventSink events,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var startup = new DiagnosticBag();
        var session = await ConnectorSession.StartAsync(
            workspace,
            pool,
            new SessionRequest([workspace.Config.FindPrefix(from.Prefix.Name)!], null, request.StrictEnvironment),
            change => events.Send(new WorkflowEvent.ConnectorChanged(change)),
            startup,
            cancellationToken);

        // A connector that does not start and has nothing to do with it is of no concern here.
        diagnostics.AddRange(startup.Where(finding => finding.Severity != DiagnosticSeverity.Error));
        if (await FindMovesAsync(session, from, to, diagnostics, cancellationToken) is not { } moves)
        {
            return Ended(from, to, diagnostics, RunOutcome.Error);
        }

        var planner = new RenamePlanner(workspace, moves, diagnostics);
        var proof = new RenameProof(session, moves, events);
        if (!await planner.PlanAsync(cancellationToken)
            || !await proof.PlanBeforeAsync(planner.Touched, diagnostics, cancellationToken)
            || await workspace.Transactions.BeginAsync(
                "rename", RecoveryDirection.Back, planner.Changes, request.Stage, diagnostics, cancellationToken) is not { } transaction)
        {
            return Ended(from, to, diagnostics, RunOutcome.Error);
        }

        if (!transaction.ChangeFiles(diagnostics))
        {
            await transaction.UndoAsync(diagnostics);
            diagnostics.Add(RenamingDiagnostics.Undone());
            return Ended(from, to, diagnostics, RunOutcome.Error);
        }

        // Staged first: what git ignores is only a file for the plan when the index has it.
        var staged = await transaction.ChangeIndexAsync(diagnostics);
        var proven = false;
        try
        {
            proven = await proof.PlanAfterAsync(planner.Touched, diagnostics, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await transaction.UndoAsync(diagnostics);
            throw;
        }

        if (!proven)
        {
            await transaction.UndoAsync(diagnostics);
            return Ended(from, to, diagnostics, RunOutcome.Error);
        }

        await workspace.Agreed.MoveAsync(moves.Select(move => (move.From.File, move.To.File)), diagnostics);
        var outcome = transaction.End(diagnostics) && staged ? RunOutcome.Done : RunOutcome.Partly;
        return new(from, to, planner.Rewritten, planner.Moved, [.. diagnostics], outcome);
    }

    /// <summary>The resource with everything below it; null with a diagnostic when one of them cannot move.</summary>
    private static async Task<IReadOnlyList<RenameMove>?> FindMovesAsync(
        ConnectorSession session, ResourceKey from, ResourceKey to, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (await CheckOwnersAsync(session, from, to, diagnostics, cancellationToken) is not { } role)
        {
            return null;
        }

        // The folder of a bundle holds what it made, which moves when the bundle makes it somewhere else.
        if (role != FilterBits.Resource)
        {
            return [new(from, to)];
        }

        var moves = await Subtree.FindAsync(session.Workspace, from, to, diagnostics, cancellationToken);
        foreach (var (child, place) in moves?.Skip(1) ?? [])
        {
            if (RenamePlaces.Check(session.Workspace, child, place, diagnostics) && await IsOwnedAsync(session, child, cancellationToken))
            {
                await CheckOwnersAsync(session, child, place, diagnostics, cancellationToken);
            }
        }

        return diagnostics.HasErrors ? null : moves;
    }

    // What nobody owns, such as a README, moves with the folder it is in.
    private static async Task<bool> IsOwnedAsync(ConnectorSession session, ResourceKey resource, CancellationToken cancellationToken)
        => await session.FindOwnerAsync(resource.Prefix, resource.Address, FilterBits.Resource, cancellationToken) is not Ownership.Unowned { OtherRoles: false };

    /// <summary>Both addresses must have the same owner, and a resource that exists must not be known by its address alone; null when they may not move.</summary>
    private static async Task<FilterBits?> CheckOwnersAsync(
        ConnectorSession session, ResourceKey from, ResourceKey to, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            var (role, owner) = await FindOwnerAsync(session, from, diagnostics, cancellationToken);
            if (owner is null)
            {
                return null;
            }

            var next = await session.FindOwnerAsync(to.Prefix, to.Address, role, cancellationToken);
            if (next is not Ownership.Owned owned || owned.Connector != owner)
            {
                diagnostics.Add(RenamingDiagnostics.OtherOwner(from, owner.Name, to, (next as Ownership.Owned)?.Connector.Name));
                return null;
            }

            if (role != FilterBits.Resource)
            {
                return role;
            }

            if (owner.Failure is { } failure)
            {
                diagnostics.Add(failure);
                return null;
            }

            if (await session.MapAsync(owner, from.Address, cancellationToken) is MappedAddress.At { IsMapped: false } at
                && await owner.Reader!.GetAsync(at.Physical, cancellationToken) is not null)
            {
                diagnostics.Add(RenamingDiagnostics.NeedsNoMapping(from, owner.Name));
                return null;
            }

            return role;
        }
        catch (ConnectorException exception)
        {
            diagnostics.Add(session.Describe(exception, from));
            return null;
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
