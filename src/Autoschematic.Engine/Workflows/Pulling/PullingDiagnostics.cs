using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Pulling;

internal static class PullingDiagnostics
{
    public static Diagnostic DeletionRefused(SessionConnector connector, int gone, int selected) => Diagnostic.Error(
        "PUL001",
        gone == selected
            ? $"All {gone} selected resources of `{connector.Name}` are gone, so nothing was deleted"
            : $"{gone} of {selected} selected resources of `{connector.Name}` are gone, so nothing was deleted",
        hint: $"wrong credentials make everything look gone; when it is true, say `--delete={gone}`");

    public static Diagnostic OtherCount(int expected, int gone) => Diagnostic.Error(
        "PUL002",
        $"`--delete={expected}` was given and {gone} resources are gone, so nothing was deleted",
        hint: "`autoschematic drift` lists what is missing remotely");

    public static Diagnostic ReferencesReplaced(ResourceKey resource, string references) => Diagnostic.Warning(
        "PUL003",
        $"`{resource}` no longer refers to {references}: the remote body holds plain values",
        SourceLocation.OfFile(resource.File.Text));
}
