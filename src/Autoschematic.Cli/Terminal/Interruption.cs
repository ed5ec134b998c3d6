namespace Autoschematic.Cli.Terminal;

/// <summary>Ctrl-C: the first one asks the work to stop cleanly, the second ends the process.</summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly IDisposable registration;
    private readonly ITerminal terminal;
    private readonly int exitCode;
    private int count;

    /// <param name="terminal">Where Ctrl-C comes from.</param>
    /// <param name="exitCode">Exit code of a process that is ended at once.</param>
    /// <param name="onFirst">Called at the first Ctrl-C, before the token is cancelled.</param>
    public Interruption(ITerminal terminal, int exitCode, Action onFirst)
    {
        this.terminal = terminal;
        this.exitCode = exitCode;
        registration = terminal.OnInterrupt(() => Interrupt(onFirst));
    }

    public CancellationToken Token => source.Token;

    public bool Happened => source.IsCancellationRequested;

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }

    private void Interrupt(Action onFirst)
    {
        if (Interlocked.Increment(ref count) > 1)
        {
            terminal.Exit(exitCode);
            return;
        }

        onFirst();
        source.Cancel();
    }
}
