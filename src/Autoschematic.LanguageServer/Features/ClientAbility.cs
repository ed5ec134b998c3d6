using System.Text.Json;

namespace Autoschematic.LanguageServer.Features;

/// <summary>Reads what a client can do out of what it said.</summary>
internal static class ClientAbility
{
    public static bool CanWatchFiles(JsonElement capabilities) => Has(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration");

    public static bool CanRefreshLenses(JsonElement capabilities) => Has(capabilities, "workspace", "codeLens", "refreshSupport");

    public static bool CanRefreshHints(JsonElement capabilities) => Has(capabilities, "workspace", "inlayHint", "refreshSupport");

    /// <summary>Whether the server may ask for edits, and those may rename files too.</summary>
    public static bool CanApplyRenames(JsonElement capabilities) => Has(capabilities, "workspace", "applyEdit") && CanRenameFiles(capabilities);

    /// <summary>Whether an edit may rename files too.</summary>
    public static bool CanRenameFiles(JsonElement capabilities)
        => Has(capabilities, "workspace", "workspaceEdit", "documentChanges")
            && Find(capabilities, "workspace", "workspaceEdit", "resourceOperations") is { ValueKind: JsonValueKind.Array } operations
            && operations.EnumerateArray().Any(operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("rename"));

    public static bool CanExpandSnippets(JsonElement capabilities)
        => Has(capabilities, "textDocument", "completion", "completionItem", "snippetSupport");

    /// <summary>Whether a flag is set at a path.</summary>
    public static bool Has(JsonElement capabilities, params ReadOnlySpan<string> path)
        => Find(capabilities, path) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Find(JsonElement capabilities, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (capabilities.ValueKind != JsonValueKind.Object || !capabilities.TryGetProperty(name, out capabilities))
            {
                return null;
            }
        }

        return capabilities;
    }
}
