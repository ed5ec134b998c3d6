using System.Globalization;
using System.Runtime.InteropServices;

namespace Autoschematic.Connectors.Processes;

/// <summary>Which processes descend from which, as the system sees it now.</summary>
internal static partial class ProcessTree
{
    /// <summary>All living descendants, parents before children.</summary>
    public static IReadOnlyList<int> DescendantsOf(int process)
    {
        var childrenOf = OperatingSystem.IsLinux() ? ReadProc() : null;
        List<int> found = [];
        Queue<int> open = new([process]);
        HashSet<int> seen = [process];
        while (open.TryDequeue(out var parent))
        {
            foreach (var child in (childrenOf is null ? AskSystem(parent) : childrenOf[parent]).Where(seen.Add))
            {
                found.Add(child);
                open.Enqueue(child);
            }
        }

        return found;
    }

    /// <summary>Whether the process exists and is not a zombie.</summary>
    public static bool IsAlive(int process)
        => OperatingSystem.IsLinux() ? ReadStat(process) is { State: not ('Z' or 'X') } : LibC.Kill(process, 0) == 0;

    /// <summary>Resident memory in bytes, where it is cheap to know.</summary>
    public static long? ResidentBytes(int process)
    {
        try
        {
            var fields = File.ReadAllText($"/proc/{process}/statm").Split(' ');
            return long.Parse(fields[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Time that processors have spent on a process; null when it is not known.</summary>
    public static TimeSpan? ProcessorTime(int process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process);
            return running.TotalProcessorTime;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static ILookup<int, int> ReadProc()
        => Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(
                Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(static id => id > 0)
            .Select(static id => (Id: id, Stat: ReadStat(id)))
            .Where(static entry => entry.Stat is { State: not ('Z' or 'X') })
            .ToLookup(static entry => entry.Stat!.Value.Parent, static entry => entry.Id);

    private static (char State, int Parent)? ReadStat(int process)
    {
        try
        {
            // `pid (name) S ppid …`, and the name may hold anything.
            var text = File.ReadAllText($"/proc/{process}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ', 3);
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int[] AskSystem(int parent)
    {
        if (!OperatingSystem.IsMacOS())
        {
            return [];
        }

        var buffer = new int[1024];
        var count = ListChildren(parent, buffer, buffer.Length * sizeof(int));
        return count > 0 ? buffer[..Math.Min(count, buffer.Length)] : [];
    }

    [LibraryImport("libproc", EntryPoint = "proc_listchildpids")]
    private static partial int ListChildren(int parent, [Out] int[] buffer, int bytes);
}
