using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Outputs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Executes the ops of one planned resource in order; each is written down before it is sent and stored after its answer.</summary>
internal sealed class ResourceExecutor(
    ExecutingSession executing,
    OutputRecorder recorder,
    RunJournal journal,
    OpTurns turns,
    StoreHold hold,
    EventSink events,
    CancellationToken stop)
{
    private readonly ConnectorSession session = executing.Session;
    private readonly DiskThreads disk = executing.Session.Workspace.Disk;

    /// <summary>Whether no further op may be sent.</summary>
    private bool IsStopped => stop.IsCancellationRequested || recorder.HasFailed || journal.Problem is not null;

    /// <param name="planned">What to execute.</param>
    /// <param name="first">How many ops of it this run has executed already.</param>
    /// <param name="place">Given back as soon as nothing but storing is left to do, so that another resource can make itself ready.</param>
    /// <param name="isNeeded">Whether another resource waits for its outputs.</param>
    public async Task<AppliedResource> ExecuteAsync(PlannedItem planned, int first, IDisposable place, bool isNeeded)
    {
        var executed = new List<ExecutedOp>();
        var status = await ExecuteAsync(planned, first, place, isNeeded, executed);
        var resource = planned.Resource;
        var own = status switch
        {
            ApplyStatus.Failed failed => [failed.Diagnostic],
            ApplyStatus.Unknown unknown => [unknown.Diagnostic],
            _ => Array.Empty<Diagnostic>(),
        };
        return new(resource.Resource, resource.Connector, resource.Action, status, executed, resource.Ops.Count, own);
    }

    private async Task<ApplyStatus> ExecuteAsync(
        PlannedItem planned, int first, IDisposable place, bool isNeeded, List<ExecutedOp> executed)
    {
        var (key, owner, ops) = (planned.Item.Key, planned.Item.Owner, planned.Resource.Ops);
        if (planned.Item.NotAsked is { } other)
        {
            return new ApplyStatus.Failed(ApplyDiagnostics.OwnerUncertain(key, owner.Name, other.Name));
        }

        var isQuick = recorder.IsProven(OutputPaths.FileOf(key.Prefix, key.Address));
        if ((isQuick ? Refusal(planned) : await disk.RunAsync(() => Refusal(planned))) is { } refusal)
        {
            return new ApplyStatus.Failed(refusal);
        }

        var connector = executing.ExecutorOf(owner)!;
        var fingerprint = RunRecords.FingerprintOf(planned);
        try
        {
            for (var index = 0; index < ops.Count; index++)
            {
                if (IsStopped)
                {
                    return new ApplyStatus.Skipped(ApplyDiagnostics.InterruptedAfter(index, ops.Count), Because: null);
                }

                // The outputs of the op before are on disk now, so the answer may be another one than last time.
                var physical = await PhysicalAsync(owner, key);
                var started = new JournalEntry.OpStarted(
                    key, first + index, ops[index], physical ?? key.Address, planned.IsMapped ? physical : null, fingerprint,
                    KeyOf(key, first + index, ops[index]));
                OpResult? result;
                using var turn = await turns.EnterAsync(owner);
                using (recorder.Expect())
                using (hold.Begin())
                {
                    if (IsStopped)
                    {
                        return new ApplyStatus.Skipped(ApplyDiagnostics.InterruptedAfter(index, ops.Count), Because: null);
                    }

                    if (await journal.RecordAsync(started) is { } unwritten)
                    {
                        return new ApplyStatus.Failed(unwritten);
                    }

                    events.Send(new WorkflowEvent.OpStarted(key, ops[index], index, ops.Count));
                    (result, var failure) = await SendAsync(connector, started);
                    if (result is null)
                    {
                        return failure!;
                    }
                }

                // Connectors read output files, so where one call follows the other, the next one finds them stored.
                var isOrdered = turns.IsOrdered(owner);
                if (!isOrdered)
                {
                    turn.Dispose();
                }

                // What cannot be written down is stored all the same, and then nothing further is started.
                var unrecorded = await journal.RecordAsync(new JournalEntry.OpFinished(key, started.Index, result));
                if (index == ops.Count - 1)
                {
                    // Not before, so that the ops that are ready for the free place are sent first.
                    place.Dispose();
                }

                if (unrecorded is null && !isNeeded && !isOrdered && index == ops.Count - 1)
                {
                    await hold.WaitAsync();
                }

                if ((await StoreAsync(planned, started, result, turn) ?? unrecorded) is { } problem)
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

        // What cannot be read cannot be added to either.
        var isWritable = recorder.Prove(files, problems);
        return problems.FirstOrDefault(problem => problem.Severity == DiagnosticSeverity.Error)
            ?? (isWritable ? null : ApplyDiagnostics.NotStored(key, []));
    }

    private async Task<(OpResult? Result, ApplyStatus? Failure)> SendAsync(IConnector connector, JournalEntry.OpStarted started)
    {
        try
        {
            // Never cancelled: an op that was sent is waited for, whatever the user presses.
            var result = await connector.ExecuteAsync(started.Target, started.Op, started.Key, CancellationToken.None);

            // Known before anything is written down, so that the message cannot give it away either.
            session.Workspace.Redactor.AddRange(result.Outputs
                .Where(output => output.Value is not null && result.SensitiveOutputs.Contains(output.Key))
                .Select(output => output.Value!));
            return (result, null);
        }
        catch (ConnectorException exception)
        {
            var diagnostic = session.Describe(exception, started.Resource);
            if (!exception.IsAnswer && exception.Failure != ConnectorFailure.NotStarted)
            {
                return (null, new ApplyStatus.Unknown(ApplyDiagnostics.Unknown(diagnostic, started.Resource)));
            }

            await journal.RecordAsync(new JournalEntry.OpFailed(started.Resource, started.Index, diagnostic.Message));
            return (null, new ApplyStatus.Failed(diagnostic));
        }
    }

    /// <param name="turn">Given back when the outputs can be read; what makes them durable and stages them keeps nobody waiting.</param>
    private async Task<Diagnostic?> StoreAsync(PlannedItem planned, JournalEntry.OpStarted started, OpResult result, IDisposable turn)
    {
        var key = planned.Item.Key;
        var problem = await disk.RunAsync(() => recorder.Store(key, started.Physical, result));
        try
        {
            if (problem is null && !planned.Resource.IsDeletion && planned.IsMapped
                && await PhysicalAsync(planned.Item.Owner, key) is { } after)
            {
                problem = await disk.RunAsync(() => recorder.Point(key, started.Physical, after));
            }
        }
        finally
        {
            turn.Dispose();
            await recorder.StageAsync();
        }

        problem ??= recorder.HasLostNames ? ApplyDiagnostics.NotStored(key, []) : null;
        if (problem is null && !recorder.HasFailed)
        {
            journal.Note(new JournalEntry.OpStored(key, started.Index, recorder.ChangedFor(key)));
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

        var problem = await disk.RunAsync(() => recorder.Forget(key, planned.IsMapped ? planned.Resource.Physical : null));
        await recorder.StageAsync();
        problem ??= recorder.HasLostNames ? ApplyDiagnostics.NotStored(key, []) : null;
        return problem is null ? new ApplyStatus.Done() : new ApplyStatus.Failed(problem);
    }

    private async Task<Address?> PhysicalAsync(SessionConnector owner, ResourceKey key)
        => (await session.MapAsync(owner, key.Address, CancellationToken.None) as MappedAddress.At)?.Physical;

    /// <summary>The same for the same op of the same run, different for any other.</summary>
    private string KeyOf(ResourceKey resource, int index, ConnectorOp op)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{journal.Run}\n{resource}\n{index}\n{op.Definition}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
