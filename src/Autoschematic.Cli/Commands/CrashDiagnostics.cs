using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Commands;

/// <summary>Runs that did not come to their own end.</summary>
internal static class CrashDiagnostics
{
    public static Diagnostic Interrupted() => Diagnostic.Error(
        "CLI006", "Interrupted; what was finished is kept", hint: "run the command again to go on");

    public static Diagnostic Bug(Exception exception, bool trace) => Diagnostic.Error(
        "CLI070",
        trace
            ? $"This is a bug in autoschematic, not in your repository: {exception}"
            : $"This is a bug in autoschematic, not in your repository: {exception.GetType().Name}: {exception.Message.TrimEnd('.')}",
        hint: trace ? "please report it with the trace above" : "run it again with `AUTOSCHEMATIC_TRACE=1` and report what it prints");
}
