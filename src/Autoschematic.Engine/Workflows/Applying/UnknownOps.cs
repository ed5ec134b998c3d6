using System.Collections.Concurrent;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Comparing;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Finds out what became of an op whose answer never came; never sends anything.</summary>
/// <remarks>Runs before any op of the resumed run, so that what is found new remotely was not made by this process.</remarks>
internal sealed class UnknownOps(
    ConnectorSession session, LeftOutputs outputs, OutputRecorder recorder, ResumeRequest request, ResumeDecisions decisions, DiagnosticBag diagnostics)
{
    private const int Concurrency = 64;
    private readonly ResourcePlanner planner = new(session);

    private Workspace Workspace => session.Workspace;

    /// <summary>How a resource goes on whose last op is unknown.</summary>
    public async Task<Recovery> SettleAsync(PlannedItem item, ResourceHistory history, CancellationToken cancellationToken)
    {
        var unknown = history.Unknown!;
        if (decisions.Retry.Contains(item.Item.Key))
        {
            return new Recovery.GoOn(history.Executed);
        }

        if (decisions.Adopt.TryGetValue(item.Item.Key, out var chosen))
        {
            return await AdoptAsync(item, history, unknown, chosen, cancellationToken);
        }

        var now = await planner.PlanAsync(item.Item, cancellationToken);
        switch (now.Resource.Action)
        {
            case PlanAction.Failed failed:
                return Stays(item, unknown, failed.Diagnostics[0].Message, []);
            case PlanAction.Unchanged:
                return await AsDesiredAsync(item, now, history, unknown, cancellationToken);
            case var _ when now.Resource.Physical is not null || item.Item.Owner.Reader!.Capabilities.IdempotentOps:
                return new Recovery.GoOn(history.Executed);
            case PlanAction.Deferred:
                return Stays(item, unknown, "what it refers to is not there any more", []);
            default:
                return await SearchAsync(item, now, history, unknown, cancellationToken);
        }
    }

    /// <summary>The remote is as it should be, so the op was executed; its outputs are those that Get tells.</summary>
    private async Task<Recovery> AsDesiredAsync(
        PlannedItem item, PlannedItem now, ResourceHistory history, OpAttempt unknown, CancellationToken cancellationToken)
    {
        var stored = true;
        if (item.Resource.IsDeletion)
        {
            if (now.Remote is null && recorder.Forget(item.Item.Key, now.IsMapped ? now.Resource.Physical : null) is { } problem)
            {
                diagnostics.Add(problem);
                stored = false;
            }

            await recorder.StageAsync();
        }
        else if (now.Remote is { } remote)
        {
            stored = await outputs.StoreAsync(
                history.Recorded, now.IsMapped ? now.Resource.Physical : null, ResultOf(remote), cancellationToken);
        }

        return stored
            ? new Recovery.Settled(Applied(item, history, new ApplyStatus.Done()))
            : Stays(item, unknown, "its outputs could not be stored", []);
    }

    /// <summary>Looks for what the op may have made at an address that nobody knows.</summary>
    private async Task<Recovery> SearchAsync(
        PlannedItem item, PlannedItem now, ResourceHistory history, OpAttempt unknown, CancellationToken cancellationToken)
    {
        var problems = new DiagnosticBag();
        var candidates = await FindAsync(item, now, problems, cancellationToken);
        if (problems.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) is { } failure)
        {
            return Stays(item, unknown, failure.Message, candidates);
        }

        if (candidates.Count != 1)
        {
            return Stays(item, unknown, candidates.Count == 0 ? ApplyDiagnostics.NotListed : ApplyDiagnostics.SeveralListed, candidates);
        }

        if (!await request.ConfirmAdoption(new(item.Item.Key, candidates[0]), cancellationToken))
        {
            return Stays(item, unknown, ApplyDiagnostics.AdoptionNotAgreed, candidates);
        }

        return await AdoptAsync(item, history, unknown, candidates[0], cancellationToken);
    }

    /// <summary>Listed addresses that belong to nothing in the repository and hold what is wanted, in ordinal order.</summary>
    private async Task<IReadOnlyList<Address>> FindAsync(
        PlannedItem item, PlannedItem now, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        var owner = item.Item.Owner;
        var listed = await new RemoteLister(session, null).ListAsync(owner, problems, cancellationToken);
        var found = new ConcurrentBag<Address>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(listed.Where(other => IsNew(item.Item.Key, other)), options, async (other, token) =>
        {
            try
            {
                if (await owner.Reader!.GetAsync(other.Physical!, token) is { } remote
                    && await owner.Reader.EqAsync(item.Item.Key.Address, remote.Body, now.Resource.Resolved!.Value, token))
                {
                    found.Add(other.Physical!);
                }
            }
            catch (ConnectorException exception) when (exception.Failure == ConnectorFailure.Answered)
            {
                // What the connector cannot compare with the wanted body is of another kind.
            }
            catch (ConnectorException exception)
            {
                problems.Add(session.Describe(exception, item.Item.Key));
            }
        });
        return [.. found.Order()];
    }

    /// <summary>Whether nothing in the repository stands for a listed resource.</summary>
    private bool IsNew(ResourceKey own, ListedResource other)
        => other is { Physical: { } physical, Problem: null }
            && !Workspace.Outputs.Exists(own.Prefix, physical)
            && (other.Virtual is not { } known || known == own.Address
                || (!Workspace.Outputs.Exists(own.Prefix, known) && !Workspace.Files.Exists(own.Prefix.FileOf(known))));

    private async Task<Recovery> AdoptAsync(
        PlannedItem item, ResourceHistory history, OpAttempt unknown, Address physical, CancellationToken cancellationToken)
    {
        var (key, owner) = (item.Item.Key, item.Item.Owner);
        try
        {
            if (await owner.Reader!.GetAsync(physical, cancellationToken) is not { } remote)
            {
                return NotAdopted("there is nothing");
            }

            Workspace.Redactor.AddRange(remote.Outputs.Where(output => remote.SensitiveOutputs.Contains(output.Key)).Select(output => output.Value));
            if (!await outputs.StoreAsync(history.Recorded, physical, ResultOf(remote), cancellationToken))
            {
                return NotAdopted("its outputs could not be stored");
            }

            if (await session.MapAsync(owner, key.Address, cancellationToken) is not MappedAddress.At at || at.Physical != physical)
            {
                return NotAdopted($"connector `{owner.Name}` does not find it there with the outputs that Get told");
            }
        }
        catch (ConnectorException exception)
        {
            return NotAdopted(session.Describe(exception, key).Message);
        }

        diagnostics.Add(ApplyDiagnostics.Adopted(key, physical));
        return new Recovery.GoOn(unknown.Started.Index + 1);

        Recovery NotAdopted(string reason)
        {
            var problem = ApplyDiagnostics.NotAdopted(key, physical, reason);
            return new Recovery.Settled(Applied(item, history, new ApplyStatus.Unknown(problem)));
        }
    }

    private Recovery.Settled Stays(PlannedItem item, OpAttempt unknown, string reason, IReadOnlyList<Address> candidates)
    {
        var op = Workspace.Redactor.Redact(unknown.Started.Op.Message ?? unknown.Started.Op.Kind.ToString());
        var problem = ApplyDiagnostics.StaysUnknown(item.Item.Key, op, reason, candidates);
        return new(new(
            item.Item.Key, item.Resource.Connector, item.Resource.Action, new ApplyStatus.Unknown(problem), [], item.Resource.Ops.Count, [problem]));
    }

    private static AppliedResource Applied(PlannedItem item, ResourceHistory history, ApplyStatus status)
        => new(
            item.Item.Key,
            item.Resource.Connector,
            item.Resource.Action,
            status,
            [],
            history.Recorded.Ops.Count,
            status is ApplyStatus.Unknown unknown ? [unknown.Diagnostic] : []);

    private static OpResult ResultOf(RemoteResource remote)
        => new(remote.Outputs.ToDictionary(output => output.Key, output => (string?)output.Value), remote.SensitiveOutputs, null);
}
