using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Connecting;

/// <summary>Messages about connectors that are kept running.</summary>
internal static class ConnectingDiagnostics
{
    public static Diagnostic Stopped(string prefix, string connector) => Diagnostic.Error(
        "LSP001",
        $"The process of connector `{connector}` of prefix `{prefix}` has ended",
        hint: "it is being started again; the command `relaunch` starts all of them anew");
}
