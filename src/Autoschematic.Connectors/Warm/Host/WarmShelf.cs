using System.Collections.Concurrent;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Warm.Fingerprints;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>The connectors that are kept: who gets which, and when each ends.</summary>
internal sealed class WarmShelf(WarmStarters starters, WarmOptions options, TimeProvider clock) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<WarmProcess> processes = [];
    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, WarmProcess> endings = new();
    private int leases;
    private DateTimeOffset lastUse = clock.GetUtcNow();
    private bool disposed;

    /// <summary>When somebody used anything last; null while somebody does.</summary>
    public DateTimeOffset? UnusedSince
    {
        get
        {
            lock (gate)
            {
                return leases == 0 ? lastUse : null;
            }
        }
    }

    /// <summary>Who may be executing ops now.</summary>
    public IReadOnlyList<WarmUser> Executing
    {
        get
        {
            lock (gate)
            {
                return [.. processes.SelectMany(static process => process.Leases).Where(static lease => lease.MayExecute).Select(static lease => lease.User).Distinct()];
            }
        }
    }

    public IReadOnlyList<WarmConnectorState> Describe()
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            return [.. processes.Select(process => process.Describe(now))];
        }
    }

    /// <summary>Gives a lease a process: one that is what a new one would be, else a new one. Throws <see cref="ConnectorException"/>.</summary>
    public async Task<WarmProcess> TakeAsync(WarmLease lease, ConnectorLaunch launch)
    {
        lock (gate)
        {
            leases++;
        }

        // Commands that begin together want the same process; the second waits for what the first starts.
        var key = lease.Launch.Key();
        var turn = turns.GetOrAdd(key, static _ => new(1, 1));
        await turn.WaitAsync(lease.Ending).ConfigureAwait(false);
        try
        {
            await WorkEndedAsync(lease, launch).ConfigureAwait(false);
            var starter = starters.For(lease.Launch.Host);
            var program = await starter.ResolveAsync(launch, lease.HearLine, lease.Ending).ConfigureAwait(false);
            var code = CodeFingerprint.Of(launch, program);
            if (await FindAsync(lease, key, code).ConfigureAwait(false) is { } kept)
            {
                return kept;
            }

            // Looked at before the process can read anything: what changes meanwhile is a difference.
            var snapshot = PrefixSnapshot.Take(launch);
            LineFan lines = new();
            lines.Add(lease.HearLine);
            LogTail tail = new();
            void OnLine(string line)
            {
                tail.Add(line);
                lines.Send(line);
            }

            var running = await starter.StartAsync(launch, program, OnLine, tail, lease.Ending).ConfigureAwait(false);
            WarmProcess process = new(key, launch, code, snapshot, running, lines, clock.GetUtcNow());
            process.Retired = !process.IsKnown;
            Put(process, lease);
            await process.ShareAsync(lease).ConfigureAwait(false);
            return process;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Takes a process back, or gives up what the lease still waits for.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="keep">Whether others may have the process.</param>
    /// <param name="atWork">Whether an op may still run in it: whoever else uses it hears of its end, and gets another one.</param>
    public void Return(WarmLease lease, bool keep, bool atWork)
    {
        lease.End();
        lock (gate)
        {
            leases--;
            lastUse = clock.GetUtcNow();
            if (lease.Process is not { } process)
            {
                return;
            }

            process.Init.Finish(lease, wentWell: false, problem: null);
            process.Lines.Remove(lease.HearLine);
            process.Leases.Remove(lease);
            process.IdleSince = clock.GetUtcNow();
            process.Retired |= !keep || atWork;
            if (keep)
            {
                // Of one that is not kept nobody knows whether calls that it gave up are still under way.
                process.Unshare(lease);
            }

            if (atWork)
            {
                process.IsAtWork = true;
                End(process);
            }

            Sweep();
        }
    }

    /// <summary>Ends what nobody has used for too long.</summary>
    public void Tidy()
    {
        lock (gate)
        {
            foreach (var process in processes.Where(process => process.Leases.Count == 0 && clock.GetUtcNow() - process.IdleSince >= options.IdleTime))
            {
                process.Retired = true;
            }

            Sweep();
        }
    }

    /// <summary>From now on everything ends with its last lease.</summary>
    public void RetireAll()
    {
        lock (gate)
        {
            processes.ForEach(static process => process.Retired = true);
            Sweep();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var process in processes.ToList())
            {
                End(process);
            }
        }

        await Task.WhenAll(endings.Keys).ConfigureAwait(false);
    }

    /// <summary>Waits until no op that was given up runs any more, beside which another one might be executed.</summary>
    private async Task WorkEndedAsync(WarmLease lease, ConnectorLaunch launch)
    {
        if (lease.MayExecute)
        {
            await Task.WhenAll(endings.Where(pair => pair.Value.IsAtWork && pair.Value.Serves(launch)).Select(static pair => pair.Key))
                .WaitAsync(lease.Ending).ConfigureAwait(false);
        }
    }

    private async Task<WarmProcess?> FindAsync(WarmLease lease, string key, string? code)
    {
        List<WarmProcess> candidates;
        lock (gate)
        {
            candidates = [.. processes.Where(process => process.Key == key && !process.Retired && process.IsAlive)];
        }

        foreach (var process in candidates)
        {
            // Who has it alone is not disturbed by a question; nobody else is given any of this key meanwhile.
            lock (gate)
            {
                if (!process.Suits(lease))
                {
                    continue;
                }
            }

            if (process.Code != code)
            {
                Retire(process);
                continue;
            }

            if (await TryHandAsync(process, lease).ConfigureAwait(false))
            {
                return process;
            }
        }

        return null;
    }

    /// <summary>Gives a lease a process that runs, unless its CONFIG files changed or others cannot spare any of its calls.</summary>
    private async Task<bool> TryHandAsync(WarmProcess process, WarmLease lease)
    {
        // The question about files is a call as well.
        if (!await process.ShareAsync(lease).ConfigureAwait(false))
        {
            return false;
        }

        var handed = false;
        try
        {
            if (!await process.KeepsConfigAsync(lease.Ending).ConfigureAwait(false))
            {
                Retire(process);
                return false;
            }

            lock (gate)
            {
                lease.Ending.ThrowIfCancellationRequested();
                if (!process.Retired && process.IsAlive && process.Suits(lease))
                {
                    process.Lines.Add(lease.HearLine);
                    Hand(process, lease);
                    handed = true;
                }
            }

            return handed;
        }
        finally
        {
            if (!handed)
            {
                process.Unshare(lease);
            }
        }
    }

    private void Retire(WarmProcess process)
    {
        lock (gate)
        {
            process.Retired = true;
            Sweep();
        }
    }

    private void Put(WarmProcess process, WarmLease lease)
    {
        lock (gate)
        {
            processes.Add(process);
            if (disposed || lease.Ending.IsCancellationRequested)
            {
                // Its user left, or everything ends, while it was being started.
                process.Retired = true;
                Sweep();
                throw new OperationCanceledException(lease.Ending);
            }

            Hand(process, lease);
        }

        _ = WatchAsync(process);
    }

    // Under the gate.
    private static void Hand(WarmProcess process, WarmLease lease)
    {
        process.Leases.Add(lease);
        lease.Process = process;
    }

    private async Task WatchAsync(WarmProcess process)
    {
        var exit = await process.Running.Process.Exited.ConfigureAwait(false);
        Tell(process, lease => lease.HearExit(exit));
        await process.Running.Process.DrainAsync().ConfigureAwait(false);
        Tell(process, static lease => lease.HearDrained());
        lock (gate)
        {
            process.Retired = true;
            Sweep();
        }
    }

    private void Tell(WarmProcess process, Action<WarmLease> tell)
    {
        lock (gate)
        {
            process.Leases.ForEach(tell);
        }
    }

    // Under the gate.
    private void Sweep()
    {
        var idle = processes.Where(static process => process.Leases.Count == 0).OrderByDescending(static process => process.IdleSince).ToList();
        foreach (var process in idle.Where(static process => process.Retired).Union(idle.Skip(options.MostIdle)))
        {
            End(process);
        }
    }

    // Under the gate.
    private void End(WarmProcess process)
    {
        if (!processes.Remove(process))
        {
            return;
        }

        var ending = process.Running.DisposeAsync().AsTask();
        endings[ending] = process;
        _ = ending.ContinueWith(
            task => endings.TryRemove(task, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
