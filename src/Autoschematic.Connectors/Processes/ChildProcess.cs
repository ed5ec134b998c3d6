namespace Autoschematic.Connectors.Processes;

/// <summary>A running program, seen from the host; disposing ends its whole group.</summary>
internal sealed class ChildProcess : IConnectorProcess
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly SupervisorClient supervisor;
    private readonly IReadOnlyList<OutputPipe> pipes;
    private readonly TaskCompletionSource<ChildExit> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int stopping;

    internal ChildProcess(SupervisorClient supervisor, int id, ChildCommand command, IReadOnlyList<OutputPipe> pipes)
    {
        this.supervisor = supervisor;
        this.pipes = pipes;
        Id = id;
        Command = command;
    }

    public ChildCommand Command { get; }

    public bool IsKept => false;

    public string Display => Command.Display;

    /// <summary>The process, which is also its process group and session.</summary>
    public int ProcessId { get; private set; }

    public Task<ChildExit> Exited => exited.Task;

    internal int Id { get; }

    internal TaskCompletionSource<int> Starting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits for the rest of the output, but not for ever: a grandchild may hold the pipe.</summary>
    public async Task DrainAsync()
    {
        await Task.WhenAny(Task.WhenAll(pipes.Select(static pipe => pipe.Drained)), Task.Delay(DrainTime))
            .ConfigureAwait(false);
    }

    public async Task<bool> InitAsync(Func<Task> run)
    {
        await run().ConfigureAwait(false);
        return true;
    }

    public void Distrust(bool isAtWork = false)
    {
        // It ends with the pool that started it, whatever happened.
    }

    /// <summary>SIGTERM to the group, the grace, SIGKILL to the group.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        if (Interlocked.Exchange(ref stopping, 1) == 0 && !gone.Task.IsCompleted)
        {
            supervisor.Say(new SupervisorMessage.Stop(Id, (int)grace.TotalMilliseconds));
        }

        await gone.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(supervisor.StopGrace).ConfigureAwait(false);
        await DrainAsync().ConfigureAwait(false);
        supervisor.Forget(Id);
    }

    internal void HasStarted(int process)
    {
        ProcessId = process;
        HandOver();
        Starting.TrySetResult(0);
    }

    internal void HasNotStarted(int error)
    {
        HandOver();
        exited.TrySetResult(new(127));
        gone.TrySetResult();
        Starting.TrySetResult(error);
    }

    internal void HasExited(ChildExit exit) => exited.TrySetResult(exit);

    internal void HasGone()
    {
        exited.TrySetResult(ChildExit.Lost);
        gone.TrySetResult();
    }

    internal void WasLost()
    {
        HasGone();
        HasNotStarted(LibC.ErrorNoChild);
    }

    private void HandOver()
    {
        foreach (var pipe in pipes)
        {
            pipe.HandOver();
        }
    }
}
