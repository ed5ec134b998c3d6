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
}
