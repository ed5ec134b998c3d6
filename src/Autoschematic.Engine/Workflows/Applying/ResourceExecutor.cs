using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Executes the ops of one planned resource in order, storing after each.</summary>
internal sealed class ResourceExecutor(
    ExecutingSession executing, OutputRecorder recorder, RunId run, EventSink events, CancellationToken stop)
{
    private readonly ConnectorSession session = executing.Session;

    public async Task<AppliedResource> ExecuteAsync(PlannedItem planned)
    {
        var executed = new List<ExecutedOp>();
        var status = await ExecuteAsync(planned, executed);
        var resource = planned.Resource;
        var own = status switch
        {
            ApplyStatus.Failed failed => [failed.Diagnostic],
            ApplyStatus.Unknown unknown => [unknown.Diagnostic],
            _ => Array.Empty<Diagnostic>(),
        };
        return new(resource.Resource, resource.Connector, resource.Action, status, executed, resource.Ops.Count, own);
    }

    private async Task<ApplyStatus> ExecuteAsync(PlannedItem planned, List<ExecutedOp> executed)
    {
        var (key, owner, ops) = (planned.Item.Key, planned.Item.Owner, planned.Resource.Ops);
        if (planned.Item.NotAsked is { } other)
        {
            return new ApplyStatus.Failed(ApplyDiagnostics.OwnerUncertain(key, owner.Name, other.Name));
        }

        if (Refusal(planned) is { } refusal)
        {
            return new ApplyStatus.Failed(refusal);
        }

        var connector = executing.ExecutorOf(owner)!;
        try
        {
            for (var index = 0; index < ops.Count; index++)
            {
                if (stop.IsCancellationRequested || recorder.HasFailed)
                {
                    return new ApplyStatus.Skipped(ApplyDiagnostics.InterruptedAfter(index, ops.Count), Because: null);
                }

                // The outputs of the op before are on disk now, so the answer may be another one than last time.
                var physical = await PhysicalAsync(owner, key);
                events.Send(new WorkflowEvent.OpStarted(key, ops[index], index, ops.Count));
                var (result, failure) = await SendAsync(connector, planned, physical ?? key.Address, index);
                if (result is null)
                {
                    return failure!;
                }

                if (await StoreAsync(planned, physical, result) is { } problem)
                {
                    return new ApplyStatus.Failed(problem);
                }

                executed.Add(new(
                    ops[index],
                    [.. result.Outputs.Where(output => output.Value is not null).Select(output => output.Key).Order(StringComparer.Ordinal)],
                    [.. result.Outputs.Where(output => output.Value is null).Select(output => output.Key).Order(StringComparer.Ordinal)],
                    result.Message));
                events.Send(new WorkflowEvent.OpDone(key, ops[index], index, ops.Count, result.Message));
            }

            return planned.Resource.IsDeletion ? await CleanUpAsync(planned) : new ApplyStatus.Done();
        }
        catch (ConnectorException exception)
        {
            return new ApplyStatus.Failed(session.Describe(exception, key));
        }
    }

    /// <summary>Why the first op must not be sent.</summary>
    private Diagnostic? Refusal(PlannedItem planned)
    {
        var key = planned.Item.Key;
        var problems = new DiagnosticBag();
        var stored = session.Workspace.Outputs.Read(key.Prefix, key.Address, problems);
        var sensitive = planned.Resource.Ops
            .SelectMany(op => op.WritesOutputs)
            .Where(output => planned.Remote?.SensitiveOutputs.Contains(output) == true
                || SealedOutputs.IsSealed(key.Prefix, stored?.Values.GetValueOrDefault(output)))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (sensitive.Count > 0 && new SealedOutputs(session.Workspace).FindObstacle() is { } obstacle)
        {
            return ApplyDiagnostics.WritesSensitive(key, sensitive, obstacle);
        }

        List<RepoPath> files =
        [
            OutputPaths.FileOf(key.Prefix, key.Address),
            .. sensitive.Select(output => SealedOutputPaths.FileOf(key.Prefix, stored?.Address ?? key.Address, output)),
        ];
        if (planned.IsMapped && planned.Resource.Physical is { } physical && physical != key.Address)
        {
            files.Add(OutputPaths.FileOf(key.Prefix, physical));
        }

        return recorder.Prove(files, problems)
            ? null
            : problems.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error) ?? ApplyDiagnostics.NotStored(key, []);
    }

    private async Task<(OpResult? Result, ApplyStatus? Failure)> SendAsync(
        IConnector connector, PlannedItem planned, Address address, int index)
    {
        var op = planned.Resource.Ops[index];
        try
        {
            // Never cancelled: an op that was sent is waited for, whatever the user presses.
            return (await connector.ExecuteAsync(address, op, KeyOf(planned, index), CancellationToken.None), null);
        }
        catch (ConnectorException exception)
        {
            var diagnostic = session.Describe(exception, planned.Item.Key);
            var known = exception.IsAnswer || exception.Failure == ConnectorFailure.NotStarted;
            return (null, known
                ? new ApplyStatus.Failed(diagnostic)
                : new ApplyStatus.Unknown(ApplyDiagnostics.Unknown(diagnostic, planned.Item.Key)));
        }
    }

    private async Task<Diagnostic?> StoreAsync(PlannedItem planned, Address? before, OpResult result)
    {
        var key = planned.Item.Key;
        var problem = recorder.Store(key, planned.IsMapped ? before : null, result);
        try
        {
            if (problem is null && !planned.Resource.IsDeletion && planned.IsMapped
                && await PhysicalAsync(planned.Item.Owner, key) is { } after)
            {
                problem = recorder.Point(key, before, after);
            }
        }
        finally
        {
            await recorder.StageAsync();
        }

        return problem;
    }

    /// <summary>Only what `Get` no longer finds is forgotten, whatever the ops said.</summary>
    private async Task<ApplyStatus> CleanUpAsync(PlannedItem planned)
    {
        var (key, owner) = (planned.Item.Key, planned.Item.Owner);
        if (planned.Resource.Physical is { } physical
            && await owner.Reader!.GetAsync(physical, CancellationToken.None) is not null)
        {
            return new ApplyStatus.Failed(ApplyDiagnostics.StillThere(key, owner.Name));
        }

        var problem = recorder.Forget(key, planned.IsMapped ? planned.Resource.Physical : null);
        await recorder.StageAsync();
        return problem is null ? new ApplyStatus.Done() : new ApplyStatus.Failed(problem);
    }

    private async Task<Address?> PhysicalAsync(SessionConnector owner, ResourceKey key)
        => (await session.MapAsync(owner, key.Address, CancellationToken.None) as MappedAddress.At)?.Physical;

    /// <summary>The same for the same op of the same run, different for any other.</summary>
    private string KeyOf(PlannedItem planned, int index)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{run}\n{planned.Item.Key}\n{index}\n{planned.Resource.Ops[index].Definition}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
