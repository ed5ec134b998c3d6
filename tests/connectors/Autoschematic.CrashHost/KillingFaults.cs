using System.Diagnostics;
using System.Globalization;
using Autoschematic.Engine.Journal;

namespace Autoschematic.CrashHost;

/// <summary>Kills for real, with a signal that nobody can catch, when a step is reached for the given time.</summary>
/// <remarks>
/// `CRASH_AT` is `POINT NUMBER`, such as `OpStarted 3`; `CRASH_WHAT` is `host`, `connector` or `both`; `CRASH_DELAY_MS` lets the
/// run go on for a while before the kill; every step that is reached is a line of the file `CRASH_LOG`, the kill itself is another.
/// </remarks>
internal sealed class KillingFaults(FaultPoint? point, int number, string what, TimeSpan delay, string? log) : IFaultPoints
{
    private const string Connector = "Autoschematic.TestConnector";
    private readonly Lock gate = new();
    private int count;

    public static IFaultPoints From(IReadOnlyDictionary<string, string> variables)
    {
        var at = variables.GetValueOrDefault("CRASH_AT")?.Split(' ');
        var log = variables.GetValueOrDefault("CRASH_LOG");
        return at is null && log is null
            ? NoFaultPoints.Instance
            : new KillingFaults(
                at is null ? null : Enum.Parse<FaultPoint>(at[0]),
                at is null ? 0 : int.Parse(at[1], CultureInfo.InvariantCulture),
                variables.GetValueOrDefault("CRASH_WHAT") ?? "host",
                TimeSpan.FromMilliseconds(int.Parse(variables.GetValueOrDefault("CRASH_DELAY_MS") ?? "0", CultureInfo.InvariantCulture)),
                log);
    }

    public void Reach(FaultPoint reached, string subject)
    {
        lock (gate)
        {
            Log($"{reached} {subject}");
            if (reached != point || ++count != number)
            {
                return;
            }
        }

        if (delay == TimeSpan.Zero)
        {
            Kill($"{reached} {subject}");
            return;
        }

        new Thread(() =>
        {
            Thread.Sleep(delay);
            Kill($"{reached} {subject}");
        })
        { IsBackground = true }.Start();
    }

    private void Kill(string where)
    {
        // Nothing of the run goes on while the processes die one after the other.
        lock (gate)
        {
            Log($"killed {what} {where}");
            if (what is "connector" or "both")
            {
                foreach (var process in Process.GetProcesses().Where(IsOurConnector))
                {
                    process.Kill();
                }
            }

            if (what is "host" or "both")
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    private static bool IsOurConnector(Process process)
    {
        try
        {
            return new FileInfo($"/proc/{process.Id}/cwd").LinkTarget == Environment.CurrentDirectory
                && File.ReadAllText($"/proc/{process.Id}/cmdline").Split('\0')[0].EndsWith(Connector, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Log(string line)
    {
        if (log is not null)
        {
            File.AppendAllText(log, line + "\n");
        }
    }
}
