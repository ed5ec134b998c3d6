using System.Globalization;
using Autoschematic.Connectors.Warm;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>Why a background process was not ended.</summary>
internal static class DaemonDiagnostics
{
    public static Diagnostic Executing(WarmUser user) => Diagnostic.Error(
        "CLI081",
        $"`{user.Command}` (process {user.ProcessId}) may be executing ops with connectors that would end",
        hint: "wait until it is done, or break it off with `autoschematic daemon stop --yes`");

    public static Diagnostic Stuck(IReadOnlyList<int> processes)
    {
        var numbers = string.Join(' ', processes.Select(process => process.ToString(CultureInfo.InvariantCulture)));
        return Diagnostic.Error(
            "CLI082",
            processes.Count == 1 ? $"Process {numbers} has not ended" : $"{processes.Count} processes have not ended: {numbers}",
            hint: $"look with `ps {numbers}`, and use `kill -9 {numbers}`");
    }
}
