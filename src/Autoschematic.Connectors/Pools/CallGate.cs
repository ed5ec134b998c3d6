using Autoschematic.Connectors.Channels;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Lets calls to one connector through in order of arrival, as many at once as it can take.</summary>
internal sealed class CallGate(int capacity, bool effectsAlone)
{
    /// <summary>Throughput of a connection collapses beyond this.</summary>
    public const int MostInFlight = 64;

    private readonly Lock gate = new();
    private readonly LinkedList<Waiter> waiters = [];
    private int used;
    private int abandoned;
    private TaskCompletionSource? narrowed;

    public int Capacity => capacity;

    /// <summary>The gate that a connector needs: as many as it declares, else as the configuration says, else what its wire allows.</summary>
    public static CallGate For(ConnectorLaunch launch, ChannelTraits traits, ConnectorCapabilities capabilities)
        => DeclaredBy(launch, capabilities) is { } declared ? new(declared, effectsAlone: false) : new(traits.PlainConcurrentReads, effectsAlone: true);

    /// <summary>How many calls a connector takes at once, of whatever kind; null when nobody says so.</summary>
    public static int? DeclaredBy(ConnectorLaunch launch, ConnectorCapabilities capabilities)
        => capabilities.MaxConcurrency > 0 ? Math.Min(capabilities.MaxConcurrency, MostInFlight)
            : launch.Concurrency is > 0 and var wanted ? Math.Min(wanted, MostInFlight)
            : null;

    /// <summary>Lets as many through from now on; the task ends when no more than that are under way.</summary>
    public Task ResizeAsync(int places)
    {
        lock (gate)
        {
            capacity = places;
            Advance();
            return HasNarrowed() ? Task.CompletedTask : (narrowed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Waits for room; gives null when an abandoned call holds the connector up.</summary>
    public async Task<Entry?> EnterAsync(bool hasEffect, CancellationToken cancellationToken)
    {
        var weight = hasEffect && effectsAlone ? capacity : 1;
        Waiter waiter;
        lock (gate)
        {
            if (abandoned >= capacity)
            {
                return null;
            }

            if (waiters.Count == 0 && used + weight <= capacity)
            {
                used += weight;
                return new(this, weight);
            }

            waiter = new(weight);
            waiters.AddLast(waiter);
        }

        using var registration = cancellationToken.UnsafeRegister(_ => Cancel(waiter, cancellationToken), null);
        return await waiter.Turn.Task.ConfigureAwait(false) ? new(this, weight) : null;
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (waiters.Remove(waiter))
            {
                waiter.Turn.TrySetCanceled(cancellationToken);
                Advance();
            }
        }
    }

    private void Leave(int weight, bool wasAbandoned)
    {
        lock (gate)
        {
            used -= weight;
            abandoned -= wasAbandoned ? weight : 0;
            Advance();
            HasNarrowed();
        }
    }

    private void Abandon(int weight)
    {
        lock (gate)
        {
            abandoned += weight;
            if (abandoned < capacity)
            {
                return;
            }

            foreach (var waiter in waiters)
            {
                waiter.Turn.TrySetResult(false);
            }

            waiters.Clear();
        }
    }

    // Under the lock.
    private bool HasNarrowed()
    {
        if (used > capacity)
        {
            return false;
        }

        narrowed?.TrySetResult();
        narrowed = null;
        return true;
    }

    private void Advance()
    {
        while (waiters.First is { } first && used + first.Value.Weight <= capacity)
        {
            waiters.RemoveFirst();
            used += first.Value.Weight;
            first.Value.Turn.TrySetResult(true);
        }
    }

    /// <summary>A call's place; given back once.</summary>
    internal sealed class Entry(CallGate gate, int weight)
    {
        private bool abandoned;

        public void Leave() => gate.Leave(weight, abandoned);

        /// <summary>The caller gave up, but the connector is still at it.</summary>
        public void Abandon()
        {
            abandoned = true;
            gate.Abandon(weight);
        }
    }

    private sealed class Waiter(int weight)
    {
        public int Weight { get; } = weight;

        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
