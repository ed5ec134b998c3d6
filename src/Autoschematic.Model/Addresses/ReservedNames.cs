using System.Text;

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
        foreach (var range in path.AsSpan().Split('/'))
        {
            // Windows opens `.git` for `.git.` and `.git `; such names are never wanted anywhere.
            var component = path.AsSpan(range);
            if (MayBeReserved(component) && IsReserved(UnicodeFolding.Fold(component.ToString()).TrimEnd('.', ' ')))
            {
                return $"has the reserved name `{component}`";
            }
        }

        return null;
    }

    /// <summary>Every path is checked several times, and next to none begins like a reserved name.</summary>
    private static bool MayBeReserved(ReadOnlySpan<char> component)
        => component is ['.' or 'a' or 'A', ..] || !Ascii.IsValid(component);

    private static bool IsReserved(string folded)
        => Names.Contains(folded)
            || folded.StartsWith(".autoschematic", StringComparison.Ordinal)
            || (folded.StartsWith("autoschematic", StringComparison.Ordinal) && folded.EndsWith(".ron", StringComparison.Ordinal));
}
