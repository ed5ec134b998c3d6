using System.Globalization;

namespace Autoschematic.Files.Hosts;

/// <summary>How a command of a hook is run: in a group of processes of its own, all of which are ended at its deadline.</summary>
internal static class HookScript
{
    private const string KillAfter = "5";
    private static readonly int[] EndedStatuses = [124, 137, 143];

    /// <summary>How much longer than its limit a command is waited for: the host ends it by itself where it can.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    public static string Of(string command, TimeSpan limit)
    {
        var seconds = ((long)limit.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var quoted = ShellText.Quote(command);
        return $"""
            cd / || exit
            if timeout -k {KillAfter} 5 true 2>/dev/null; then exec timeout -k {KillAfter} {seconds} sh -c {quoted} </dev/null; fi
            exec sh -c {quoted} </dev/null

            """;
    }

    public static CommandResult Result(int status, string output, TimeSpan limit, TimeSpan took)
        => new(status, output) { EndedAfter = took >= limit && EndedStatuses.Contains(status) ? limit : null };
}
