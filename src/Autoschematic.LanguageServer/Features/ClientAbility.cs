using System.Text.Json;

namespace Autoschematic.LanguageServer.Features;

/// <summary>Reads what a client can do out of what it said.</summary>
internal static class ClientAbility
{
    public static bool CanWatchFiles(JsonElement capabilities) => Has(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration");

    public static bool CanRefreshLenses(JsonElement capabilities) => Has(capabilities, "workspace", "codeLens", "refreshSupport");

    public static bool CanRefreshHints(JsonElement capabilities) => Has(capabilities, "workspace", "inlayHint", "refreshSupport");

    public static bool CanExpandSnippets(JsonElement capabilities)
        => Has(capabilities, "textDocument", "completion", "completionItem", "snippetSupport");

    /// <summary>Whether a flag is set at a path.</summary>
    public static bool Has(JsonElement capabilities, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (capabilities.ValueKind != JsonValueKind.Object || !capabilities.TryGetProperty(name, out capabilities))
            {
                return false;
            }
        }

        return capabilities.ValueKind == JsonValueKind.True;
    }
}
