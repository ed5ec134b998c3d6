using System.Threading.Channels;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>A process of the warm host, as the command that leases it sees it.</summary>
internal sealed class LeasedProcess : IConnectorProcess
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private readonly WarmConnection connection;
    private readonly TimeSpan initTime;
    private readonly Channel<string> lines;
    private readonly Task delivered;
    private readonly TaskCompletionSource<WarmMessage?> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WarmMessage.InitTurn?> turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ChildExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool distrusted;
    private volatile bool atWork;
    private volatile bool initialised;

    /// <param name="connection">The connection to the host.</param>
    /// <param name="id">The lease.</param>
    /// <param name="initTime">How long another command may take with Init.</param>
    /// <param name="onLine">Hears what the process prints.</param>
    public LeasedProcess(WarmConnection connection, int id, TimeSpan initTime, Action<string> onLine)
    {
        this.connection = connection;
        this.initTime = initTime;
        Id = id;
        lines = Channel.CreateBounded<string>(new BoundedChannelOptions(OutputLimits.Log.WaitingLines)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
            SingleWriter = true,
        });
        delivered = DeliverAsync(onLine);
        Shares = new(turn => connection.Say(new WarmMessage.Narrowed(id, turn)));
    }

    public int Id { get; }

    /// <summary>What the host said to the wish for it; null when the host is gone.</summary>
    public Task<WarmMessage?> Answered => answered.Task;

    /// <summary>How many calls may be sent to it at once beside those of others.</summary>
    public LeasedCalls Shares { get; }

    public bool IsKept => !distrusted;

    public string Display { get; private set; } = "";

    public int ProcessId { get; private set; }

    public Task<ChildExit> Exited => exited.Task;

    public async Task DrainAsync() => await Task.WhenAny(delivered, Task.Delay(DrainTime)).ConfigureAwait(false);

    /// <summary>Runs Init here when the host says so; else it was run by whoever came first.</summary>
    public async Task<bool> InitAsync(Func<Task> run)
    {
        if (initialised)
        {
            return true;
        }

        connection.Say(new WarmMessage.Initialise(Id));
        if (!await connection.FollowAsync(turn.Task, initTime, CancellationToken.None).ConfigureAwait(false))
        {
            // Whoever runs it stands still, since its own limit would have ended it, or the host does.
            return false;
        }

        switch (await turn.Task.ConfigureAwait(false))
        {
            case { Run: false, Failure: { } failure }:
                Distrust();
                throw failure.ToException();
            case { Run: false }:
                return true;
            default:
                await RunAsync(run).ConfigureAwait(false);
                return true;
        }
    }

    public void Distrust(bool isAtWork = false)
    {
        distrusted = true;
        atWork |= isAtWork;
    }

    public ValueTask DisposeAsync()
    {
        connection.Release(Id, keep: !distrusted && !exited.Task.IsCompleted, atWork);
        lines.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    internal void Hear(WarmMessage message)
    {
        switch (message)
        {
            case WarmMessage.Leased leased:
                ProcessId = leased.ProcessId;
                Display = leased.Display;
                initialised = leased.IsInitialised;
                Shares.Begin(leased.Calls);
                answered.TrySetResult(leased);
                break;
            case WarmMessage.Failed or WarmMessage.Declined:
                answered.TrySetResult(message);
                break;
            case WarmMessage.InitTurn said:
                turn.TrySetResult(said);
                break;
            case WarmMessage.Share share:
                Shares.Hear(share);
                break;
            case WarmMessage.Line line:
                lines.Writer.TryWrite(line.Text);
                break;
            case WarmMessage.Exited end:
                exited.TrySetResult(new(end.Code, end.Signal, end.SupervisorLost));
                break;
            case WarmMessage.Drained:
                lines.Writer.TryComplete();
                break;
            default:
                break;
        }
    }

    /// <summary>The host is gone, and its supervisor ends the process.</summary>
    internal void Lose()
    {
        answered.TrySetResult(null);
        turn.TrySetResult(null);
        exited.TrySetResult(ChildExit.Lost);
        lines.Writer.TryComplete();
    }

    private async Task RunAsync(Func<Task> run)
    {
        WarmFailure? failure = null;
        var done = false;
        try
        {
            await run().ConfigureAwait(false);
            done = true;
        }
        catch (ConnectorException error)
        {
            failure = WarmFailure.Of(error);
            throw;
        }
        finally
        {
            if (!done)
            {
                Distrust();
            }

            connection.Say(new WarmMessage.Initialised(Id, done, failure));
        }
    }

    private async Task DeliverAsync(Action<string> onLine)
    {
        await foreach (var line in lines.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            onLine(line);
        }
    }
}
