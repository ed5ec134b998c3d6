using System.Globalization;
using System.Runtime.InteropServices;

namespace Autoschematic.Connectors.Processes;

/// <summary>Starts a program as the leader of its own session and process group.</summary>
/// <remarks>
/// `System.Diagnostics.Process` can set neither before exec, and setting a group afterwards races with the children the
/// program starts. `posix_spawn` does both in the child; the working directory is the spawning process's own, since
/// `addchdir_np` is younger than the oldest C library that .NET supports — which is fine in the supervisor, where
/// nothing else depends on it. Descriptors other than the three standard ones are closed on exec by the runtime.
/// </remarks>
internal static unsafe class Spawner
{
    private const string NullDevice = "/dev/null";

    /// <summary>Gives the process id, or the error number of the C library. Not to be called concurrently.</summary>
    public static (int Process, int Error) Start(ChildCommand command, string outputPath, string errorPath)
    {
        if (LibC.ChangeDirectory(command.WorkingDirectory) != 0)
        {
            return (0, Marshal.GetLastPInvokeError());
        }

        try
        {
            return Spawn(command, outputPath, errorPath, []);
        }
        finally
        {
            _ = LibC.ChangeDirectory("/");
        }
    }

    /// <summary>Starts a program that outlives this process and holds nothing of it: no terminal, no pipe, no folder but its own.</summary>
    /// <remarks>The working directory of the command is not used; the program changes it by itself.</remarks>
    public static (int Process, int Error) Detach(ChildCommand command) => Spawn(command, NullDevice, NullDevice, OpenDescriptors());

    private static (int Process, int Error) Spawn(
        ChildCommand command, string outputPath, string errorPath, IReadOnlyList<int> closed)
    {
        var actions = stackalloc byte[LibC.OpaqueBytes];
        var attributes = stackalloc byte[LibC.OpaqueBytes];
        var signals = stackalloc byte[LibC.OpaqueBytes];
        var arguments = Vector(command.Arguments.Prepend(command.Executable));
        var environment = Vector(command.Environment.Select(static pair => $"{pair.Key}={pair.Value}"));
        _ = LibC.ActionsInit(actions);
        _ = LibC.AttributesInit(attributes);
        try
        {
            // The runtime ignores SIGPIPE, and ignored signals stay ignored across exec.
            _ = LibC.SignalsEmpty(signals);
            _ = LibC.AttributesSetSignalMask(attributes, signals);
            for (var signal = 1; signal < 32; signal++)
            {
                _ = signal == LibC.SigKill ? 0 : LibC.SignalsAdd(signals, signal);
            }

            _ = LibC.AttributesSetSignalDefault(attributes, signals);
            _ = LibC.AttributesSetFlags(
                attributes, (short)(LibC.SpawnSetSession | LibC.SpawnSetSignalDefault | LibC.SpawnSetSignalMask));
            _ = LibC.ActionsOpen(actions, 0, NullDevice, 0, 0);
            _ = LibC.ActionsOpen(actions, 1, outputPath, LibC.OpenWriteOnly, 0);
            _ = outputPath == errorPath
                ? LibC.ActionsDuplicate(actions, 1, 2)
                : LibC.ActionsOpen(actions, 2, errorPath, LibC.OpenWriteOnly, 0);
            foreach (var descriptor in closed)
            {
                _ = LibC.ActionsClose(actions, descriptor);
            }

            int process;
            var error = LibC.Spawn(&process, command.Executable, actions, attributes, arguments, environment);
            return error == 0 ? (process, 0) : (0, error);
        }
        finally
        {
            _ = LibC.ActionsDestroy(actions);
            _ = LibC.AttributesDestroy(attributes);
            Free(arguments);
            Free(environment);
        }
    }

    // What whoever started us left open would stay open for as long as the program lives: the other end waits for that.
    private static int[] OpenDescriptors()
        => [.. Directory.EnumerateFileSystemEntries(OperatingSystem.IsLinux() ? "/proc/self/fd" : "/dev/fd")
            .Select(static path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(static number => number > 2)];

    private static byte** Vector(IEnumerable<string> items)
    {
        var list = items.ToList();
        var vector = (byte**)NativeMemory.AllocZeroed((nuint)(list.Count + 1), (nuint)sizeof(byte*));
        for (var index = 0; index < list.Count; index++)
        {
            vector[index] = (byte*)Marshal.StringToCoTaskMemUTF8(list[index]);
        }

        return vector;
    }

    private static void Free(byte** vector)
    {
        for (var item = vector; *item is not null; item++)
        {
            Marshal.FreeCoTaskMem((nint)(*item));
        }

        NativeMemory.Free(vector);
    }
}
