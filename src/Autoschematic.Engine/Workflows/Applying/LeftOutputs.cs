using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Stores what ops answered before the run was interrupted, and nobody stored or what was stored is gone.</summary>
internal sealed class LeftOutputs(ConnectorSession session, OutputRecorder recorder, RunJournal journal, DiagnosticBag diagnostics)
{
    /// <summary>The answers to store, in the order they came: the last one, or all of them where the output file is gone.</summary>
    /// <param name="workspace">Where the output files are.</param>
    /// <param name="run">What was answered.</param>
    /// <param name="withDone">Whether output files of resources that are done are missed, too.</param>
    public static IReadOnlyDictionary<ResourceHistory, IReadOnlyList<OpAttempt>> Find(Workspace workspace, RunHistory run, bool withDone)
    {
        return run.Resources.ToDictionary(resource => resource, AnswersOf).Where(pair => pair.Value.Count > 0).ToDictionary();

        IReadOnlyList<OpAttempt> AnswersOf(ResourceHistory resource)
            => IsLost(resource) ? [.. resource.Attempts.Where(attempt => attempt.Finished is not null)]
                : resource.ToStore is { } last ? [last]
                : [];

        bool IsLost(ResourceHistory resource)
            => resource is { HasOutputs: true, Recorded.IsDeletion: false }
                && (withDone || resource.Done is null)
                && !workspace.Outputs.Exists(resource.Recorded.Key.Prefix, resource.Recorded.Key.Address);
    }

    /// <summary>Stores answers; the resources that it did not succeed for.</summary>
    public async Task<IReadOnlySet<ResourceKey>> StoreAsync(
        IReadOnlyDictionary<ResourceHistory, IReadOnlyList<OpAttempt>> answers, CancellationToken cancellationToken)
    {
        var left = new HashSet<ResourceKey>();
        foreach (var (resource, attempts) in answers)
        {
            foreach (var attempt in attempts)
            {
                if (!left.Contains(resource.Recorded.Key) && !await StoreAsync(resource, attempt, cancellationToken))
                {
                    left.Add(resource.Recorded.Key);
                }
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

        if (attempt.IsToStore)
        {
            journal.Note(new JournalEntry.OpStored(key, started.Index, recorder.ChangedFor(key)));
        }

        return true;
    }
}
