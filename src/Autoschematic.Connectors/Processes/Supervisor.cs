using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Connectors.Processes;

/// <summary>The hidden mode of the executable that owns every connector process.</summary>
/// <remarks>
/// One supervisor serves one pool. It is a process of its own, in its own session (a Ctrl-C at the terminal does not
/// reach it) and, on Linux, the subreaper of everything below it, so that a grandchild which left its session is still
/// its child in the end. It holds the read end of a pipe from the host: whatever ends the host, the kernel closes that
/// pipe, and the supervisor then ends all groups and every descendant left, removes the run directory and exits.
/// A parent-death signal would be bound to the thread that forked and is not inherited by grandchildren.
/// </remarks>
public static class Supervisor
{
    /// <summary>First argument that selects this mode.</summary>
    public const string Verb = "__supervise";

    /// <summary>Runs until the host closes its pipe or dies; takes the arguments after <see cref="Verb"/>.</summary>
    public static int Run(string[] args)
    {
        if (args is not [var runDirectory, var graceText]
            || !int.TryParse(graceText, NumberStyles.None, CultureInfo.InvariantCulture, out var grace))
        {
            return 64;
        }

        _ = LibC.SetSession();
        LibC.BecomeSubreaper();
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 0);
        using var output = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, 0);
        using var reader = SupervisorMessage.ReaderOf(input);
        using var writer = SupervisorMessage.WriterOf(output);
        var groups = new SupervisedGroups(writer);

        // The host, and only its end, decides when this process ends.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            End(groups, runDirectory, grace);
            Environment.Exit(0);
        });

        groups.Say(new SupervisorMessage.Ready());
        while (SupervisorMessage.Read(reader) is { } message)
        {
            switch (message)
            {
                case SupervisorMessage.Start start:
                    groups.Start(start);
                    break;
                case SupervisorMessage.Stop stop:
                    groups.Stop(stop);
                    break;
                default:
                    break;
            }
        }

        End(groups, runDirectory, grace);
        return 0;
    }

    private static void End(SupervisedGroups groups, string runDirectory, int grace)
    {
        groups.EndAll(TimeSpan.FromMilliseconds(grace));
        RunDirectory.Remove(runDirectory);
    }
}
