using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Config;

/// <summary>Messages about manifests of connectors.</summary>
internal static class ManifestDiagnostics
{
    public static Diagnostic UnknownWord(SourceLocation location, string field, string word, string? nearest, IEnumerable<string> known)
        => Diagnostic.Error(
            "MAN001",
            $"There is no {field} `{word}`",
            location,
            nearest is null ? $"write {string.Join(" or ", known.Select(name => $"`{name}`"))}" : $"did you mean `{nearest}`?");
}
