using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Lets as many ops through as are wanted at once, and to each connector as many as it takes.</summary>
/// <remarks>
/// The host would let the others wait by itself; here they wait before they are written down as sent, so that a kill leaves no more
/// ops of unknown outcome than there were. Resources are made ready a little ahead of their turn: while one looks at the remote
/// again or waits for the disk, another one's op is under way.
/// </remarks>
/// <param name="atOnce">Ops that are executed at once.</param>
internal sealed class OpTurns(int atOnce) : IDisposable
{
    /// <summary>What one connection takes at most.</summary>
    private const int MostOfConnector = 64;

    private readonly ConcurrentDictionary<SessionConnector, SemaphoreSlim> turns = new();
    private readonly SemaphoreSlim all = new(atOnce);
    private readonly SemaphoreSlim places = new(atOnce == 1 ? 1 : 2 * atOnce);

    /// <summary>Resources that may be worked on at once: those at the remote, and those whose outputs wait or are being stored.</summary>
    public int Resources => atOnce == 1 ? 1 : (2 * KeptBack) + (2 * atOnce);

    /// <summary>How many may wait to be stored together; while they are stored, the ops of as many others can be answered.</summary>
    public int KeptBack => 16 * atOnce;

    /// <summary>Waits for a place among the resources that make themselves ready or execute; it is given back when the last op was answered.</summary>
    public async Task<IDisposable> EnterAsync()
    {
        await places.WaitAsync(CancellationToken.None);
        return new Held(places);
    }

    /// <summary>Whether a connector gets its ops one after the other.</summary>
    public bool IsOrdered(SessionConnector connector) => atOnce == 1 || CountOf(connector) == 1;

    /// <summary>Waits for the turn of an op; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(SessionConnector connector)
    {
        var turn = turns.GetOrAdd(connector, owner => new(CountOf(owner)));
        await turn.WaitAsync(CancellationToken.None);
        await all.WaitAsync(CancellationToken.None);
        return new Held(turn, all);
    }

    public void Dispose()
    {
        all.Dispose();
        places.Dispose();
        foreach (var turn in turns.Values)
        {
            turn.Dispose();
        }
    }

    private static int CountOf(SessionConnector connector)
        => connector.Reader!.Capabilities.MaxConcurrency is > 0 and var declared ? Math.Min(declared, MostOfConnector)
            : connector.Configured.Concurrency is > 0 and var wanted ? Math.Min(wanted, MostOfConnector)
            : 1;

    private sealed class Held(params SemaphoreSlim[] semaphores) : IDisposable
    {
        private int released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref released, 1) == 0)
            {
                Array.ForEach(semaphores, semaphore => semaphore.Release());
            }
        }
    }
}
