using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Finds the warm host of a repository, or starts it.</summary>
internal sealed class WarmLauncher(ConnectorHostOptions host, WarmOptions options, string command)
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);

    // What is not of the program itself would show the environment of one command to all that follow.
    private static readonly HashSet<string> Inherited = new(StringComparer.Ordinal)
    {
        "PATH", "HOME", "TMPDIR", "LANG", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64",
    };

    private readonly WarmUser user = new(command, Environment.ProcessId);
    private readonly string build = WarmBuild.Of(options.Command[0], options.Folder);

    /// <summary>A host that serves; null when there is none and none can be started, it is of another build, or it does not answer.</summary>
    public async Task<WarmConnection?> ConnectAsync(string root, CancellationToken cancellationToken)
    {
        if (WarmPlace.Of(root, host.HostEnvironment.GetValueOrDefault("XDG_RUNTIME_DIR"), host.TemporaryDirectory) is not { } place)
        {
            return null;
        }

        return await WarmDoor.KnockAsync(place, build, user, cancellationToken).ConfigureAwait(false) switch
        {
            WarmAnswer.Serves serves => serves.Connection,
            WarmAnswer.Nobody => await StartAsync(place, cancellationToken).ConfigureAwait(false),
            _ => null,
        };
    }

    private async Task<WarmConnection?> StartAsync(WarmPlace place, CancellationToken cancellationToken)
    {
        var (process, error) = Spawner.Detach(new(
            options.Command[0],
            [.. options.Command.Skip(1), place.Root, place.Socket],
            "/",
            new Dictionary<string, string>(host.HostEnvironment.Where(static pair => Inherited.Contains(pair.Key)), StringComparer.Ordinal)
            {
                // A killed process would leave its diagnostics socket in the temp folder; one thread less helps it start.
                ["DOTNET_EnableDiagnostics"] = "0",
                ["DOTNET_gcConcurrent"] = "0",
                ["DOTNET_TieredPGO"] = "0",
            }));
        if (error != 0)
        {
            return null;
        }

        var exited = Reap(process);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTime);
        try
        {
            while (true)
            {
                // It ends well when another one was faster: that one serves, or will in a moment.
                var failed = exited.IsCompleted && await exited.ConfigureAwait(false) != 0;
                var answer = await WarmDoor.KnockAsync(place, build, user, patience.Token).ConfigureAwait(false);
                if (answer is not WarmAnswer.Nobody || failed)
                {
                    return (answer as WarmAnswer.Serves)?.Connection;
                }

                await Task.Delay(Look, patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Waits for the end of a child, which would stay as a zombie for as long as this process lives.</summary>
    private static unsafe Task<int> Reap(int process)
    {
        TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            int status;
            exited.TrySetResult(LibC.WaitProcess(process, &status, 0) == process ? ChildExit.FromStatus(status).Code : 0);
        })
        {
            IsBackground = true,
            Name = "warm host",
        }.Start();
        return exited.Task;
    }
}
