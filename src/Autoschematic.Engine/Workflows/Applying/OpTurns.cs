using System.Collections.Concurrent;
using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>Lets as many ops through to each connector as it takes at once.</summary>
/// <remarks>The host would let the others wait by itself; here they wait before they are written down as sent, so that a kill leaves no more ops of unknown outcome than there were.</remarks>
internal sealed class OpTurns : IDisposable
{
    /// <summary>What one connection takes at most.</summary>
    private const int Most = 64;
    private readonly ConcurrentDictionary<SessionConnector, SemaphoreSlim> turns = new();

    /// <summary>Waits for a turn; disposing gives it back.</summary>
    public async Task<IDisposable> EnterAsync(SessionConnector connector)
    {
        var turn = turns.GetOrAdd(connector, owner => new(CountOf(owner)));
        await turn.WaitAsync(CancellationToken.None);
        return new Turn(turn);
    }

    public void Dispose()
    {
        foreach (var turn in turns.Values)
        {
            turn.Dispose();
        }
    }

    private static int CountOf(SessionConnector connector)
        => connector.Reader!.Capabilities.MaxConcurrency is > 0 and var declared ? Math.Min(declared, Most)
            : connector.Configured.Concurrency is > 0 and var wanted ? Math.Min(wanted, Most)
            : 1;

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
