using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Stores what ops answered before the run was interrupted and nobody stored.</summary>
internal sealed class LeftOutputs(ConnectorSession session, OutputRecorder recorder, RunJournal journal, DiagnosticBag diagnostics)
{
    /// <summary>Stores everything that is left; the resources that it did not succeed for.</summary>
    public async Task<IReadOnlySet<ResourceKey>> StoreAsync(RunHistory run, CancellationToken cancellationToken)
    {
        var left = new HashSet<ResourceKey>();
        foreach (var resource in run.Resources.Where(resource => resource.ToStore is not null))
        {
            if (!await StoreAsync(resource, resource.ToStore!, cancellationToken))
            {
                left.Add(resource.Recorded.Key);
            }
        }

        return left;
    }

    /// <summary>Stores what a read or an op answered, and points at it; false with a diagnostic when that failed.</summary>
    /// <param name="before">The physical address so far, or null.</param>
    public async Task<bool> StoreAsync(
        RecordedResource recorded, Model.Addresses.Address? before, OpResult result, CancellationToken cancellationToken)
    {
        var key = recorded.Key;
        var problem = recorder.Store(key, before, result);
        try
        {
            if (problem is null && !recorded.IsDeletion
                && session.Find(key.Prefix, recorded.Connector) is { } owner
                && await session.MapAsync(owner, key.Address, cancellationToken) is MappedAddress.At { IsMapped: true } at)
            {
                problem = recorder.Point(key, before, at.Physical);
            }
        }
        catch (ConnectorException exception)
        {
            problem = session.Describe(exception, key);
        }
        finally
        {
            await recorder.StageAsync();
        }

        if (problem is not null)
        {
            diagnostics.Add(problem);
        }

        return problem is null && !recorder.HasFailed;
    }

    private async Task<bool> StoreAsync(ResourceHistory resource, OpAttempt attempt, CancellationToken cancellationToken)
    {
        var (key, started) = (resource.Recorded.Key, attempt.Started);
        if (!await StoreAsync(resource.Recorded, started.Physical, attempt.Finished!.Result, cancellationToken))
        {
            return false;
        }

        journal.Note(new JournalEntry.OpStored(key, started.Index, recorder.ChangedFor(key)));
        return true;
    }
}
