using System.Runtime.InteropServices;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>The hidden mode of the executable that keeps a repository's connectors running between commands.</summary>
/// <remarks>
/// It owns the processes, never the calls: commands lease a process and speak to it directly. It runs in a session of
/// its own, in the root of the file system, with no terminal and with nothing of the command that started it. Its
/// connectors stand under a supervisor, so that they end with it whatever ends it.
/// </remarks>
public static class WarmHost
{
    /// <summary>First argument that selects this mode.</summary>
    public const string Verb = "__warm";

    /// <summary>Serves until there is nothing to do; takes the arguments after <see cref="Verb"/>.</summary>
    public static async Task<int> RunAsync(string[] args, ConnectorHostOptions host, WarmOptions options)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (args is not [var root, var socket] || PlaceOf(root, socket) is not { } place)
        {
            return 64;
        }

        _ = LibC.ChangeDirectory("/");
        if (WarmSeat.TryTake(place) is not { } seat)
        {
            // Another one was faster, and serves.
            return 0;
        }

        await using WarmServer server = new(place, options, host, seat);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
        await server.RunAsync().ConfigureAwait(false);
        return 0;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            server.Stop();
        }
    }

    // The folder is looked at again: whoever starts this mode by hand gets no other socket than a private one.
    private static WarmPlace? PlaceOf(string root, string socket)
        => Path.IsPathRooted(root) && Path.GetDirectoryName(socket) is { } folder && PrivateFolder.Take(folder) is not null
            ? new(root, socket)
            : null;
}
