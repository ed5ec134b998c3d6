using System.Collections.Concurrent;

namespace Autoschematic.Connectors.Processes;

/// <summary>Keeps one supervisor running: starts it when it is first needed, and again when it died.</summary>
internal sealed class SupervisorSource(
    IReadOnlyList<string> command,
    IReadOnlyDictionary<string, string> hostEnvironment,
    string temporaryDirectory,
    TimeSpan stopGrace) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private SupervisorClient? current;
    private RunDirectory? runDirectory;
    private bool disposed;

    /// <summary>The living supervisor; throws <see cref="IOException"/> when none can be started.</summary>
    public async Task<SupervisorClient> GetAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            if (current is { IsLost: false })
            {
                return current;
            }

            await CloseAsync().ConfigureAwait(false);
            runDirectory = RunDirectory.Create(hostEnvironment.GetValueOrDefault("XDG_RUNTIME_DIR"), temporaryDirectory);
            current = await SupervisorClient.StartAsync(command, hostEnvironment, runDirectory, stopGrace, cancellationToken)
                .ConfigureAwait(false);
            return current;
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new IOException($"`{command[0]}` cannot be started: {problem.Message}", problem);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Runs a tool to its end and ends whatever it left behind.</summary>
    public async Task<ToolResult> RunAsync(
        ChildCommand tool, TimeSpan timeout, Action<string>? onErrorLine, CancellationToken cancellationToken)
    {
        var supervisor = await GetAsync(cancellationToken).ConfigureAwait(false);
        ConcurrentQueue<string> output = new();
        LogTail tail = new();
        var (child, error) = await supervisor.SpawnAsync(
            tool,
            line =>
            {
                output.Enqueue(line);
                tail.Add(line);
            },
            line =>
            {
                tail.Add(line);
                onErrorLine?.Invoke(line);
            },
            OutputLimits.Tool).ConfigureAwait(false);
        await using (child.ConfigureAwait(false))
        {
            if (error != 0)
            {
                return new(127, [], [$"cannot run `{tool.Executable}`: {SystemErrors.Describe(error)}"]);
            }

            try
            {
                var exit = await child.Exited.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
                await child.DrainAsync().ConfigureAwait(false);
                return new(exit.Code, [.. output], tail.Snapshot());
            }
            catch (TimeoutException)
            {
                return new(null, [], tail.Snapshot());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        disposed = true;
        await CloseAsync().ConfigureAwait(false);
        gate.Release();
        gate.Dispose();
    }

    private async Task CloseAsync()
    {
        if (current is not null)
        {
            await current.DisposeAsync().ConfigureAwait(false);
            current = null;
        }

        runDirectory?.Dispose();
        runDirectory = null;
    }
}
