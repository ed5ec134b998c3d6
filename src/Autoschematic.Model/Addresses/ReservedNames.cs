namespace Autoschematic.Model.Addresses;

/// <summary>Names that no component of a resource's path may have, at any depth.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        ".git", ".bundle", ".gitattributes", ".gitmodules", ".gitignore",
    };

    /// <summary>Why a path is reserved, as the end of a sentence about it, or null.</summary>
    public static string? Problem(string path)
    {
        foreach (var component in path.Split('/'))
        {
            // Windows opens `.git` for `.git.` and `.git `; such names are never wanted anywhere.
            if (IsReserved(UnicodeFolding.Fold(component).TrimEnd('.', ' ')))
            {
                return $"has the reserved name `{component}`";
            }
        }

        return null;
    }

    private static bool IsReserved(string folded)
        => Names.Contains(folded)
            || folded.StartsWith(".autoschematic", StringComparison.Ordinal)
            || (folded.StartsWith("autoschematic", StringComparison.Ordinal) && folded.EndsWith(".ron", StringComparison.Ordinal));
}
