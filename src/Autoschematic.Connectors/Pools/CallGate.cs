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

    public int Capacity => capacity;

    /// <summary>The gate that a connector needs: as many as it declares, else as the configuration says, else what its wire allows.</summary>
    public static CallGate For(ConnectorLaunch launch, ChannelTraits traits, ConnectorCapabilities capabilities)
        => capabilities.MaxConcurrency > 0 ? new(Math.Min(capabilities.MaxConcurrency, MostInFlight), effectsAlone: false)
            : launch.Concurrency is > 0 and var wanted ? new(Math.Min(wanted, MostInFlight), effectsAlone: false)
            : new(traits.PlainConcurrentReads, effectsAlone: true);

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
