using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>One process of a connector that answered Version and Capabilities.</summary>
internal sealed class RunningConnector(
    ResolvedProgram program,
    IConnectorProcess process,
    string socket,
    IConnectorChannel channel,
    string version,
    ConnectorCapabilities capabilities,
    CallGate gate,
    LogTail tail)
    : IAsyncDisposable
{
    // Each call waits for its answer and for this: of a source many waiters come and go at no cost, of a task they do not.
    private readonly CancellationTokenSource ended = EndWith(process);
    private volatile bool broken;
    private volatile bool suspect;

    public ResolvedProgram Program => program;

    public IConnectorProcess Process => process;

    /// <summary>Path of the socket that it listens on.</summary>
    public string Socket => socket;

    public IConnectorChannel Channel => channel;

    public string Version => version;

    public ConnectorCapabilities Capabilities => capabilities;

    public CallGate Gate => gate;

    public LogTail Tail => tail;

    /// <summary>Cancelled when the process has ended.</summary>
    public CancellationToken Ended => ended.Token;

    /// <summary>Whether calls can be sent to it.</summary>
    public bool IsUsable => !broken && !process.Exited.IsCompleted;

    /// <summary>The connection is beyond repair though the process runs.</summary>
    public void MarkBroken()
    {
        broken = true;
        process.Distrust();
    }

    /// <summary>A call saw the connection break, most likely since the process is ending.</summary>
    public void Suspect() => suspect = true;

    /// <summary>When the process is suspected to be ending, waits a moment for that.</summary>
    public async Task SettleAsync(TimeSpan patience)
    {
        if (suspect)
        {
            await Task.WhenAny(process.Exited, Task.Delay(patience)).ConfigureAwait(false);
            suspect = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync().ConfigureAwait(false);
        await process.DisposeAsync().ConfigureAwait(false);
    }

    private static CancellationTokenSource EndWith(IConnectorProcess process)
    {
        CancellationTokenSource source = new();
        _ = process.Exited.ContinueWith(
            _ => source.CancelAsync(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return source;
    }
}
