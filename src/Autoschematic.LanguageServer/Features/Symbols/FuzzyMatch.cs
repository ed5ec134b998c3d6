namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>How well a name answers to what somebody typed of it.</summary>
internal static class FuzzyMatch
{
    /// <summary>The higher the better; null when the letters of the query are not in the name in their order.</summary>
    public static int? Score(string name, string query)
    {
        if (query.Length == 0)
        {
            return 0;
        }

        var last = name.LastIndexOf('/') + 1;
        return name.Equals(query, StringComparison.OrdinalIgnoreCase) ? 5
            : name.AsSpan(last).StartsWith(query, StringComparison.OrdinalIgnoreCase) ? 4
            : name.IndexOf(query, last, StringComparison.OrdinalIgnoreCase) >= 0 ? 3
            : name.Contains(query, StringComparison.OrdinalIgnoreCase) ? 2
            : IsSubsequence(name, query) ? 1
            : null;
    }

    private static bool IsSubsequence(string name, string query)
    {
        var found = 0;
        foreach (var letter in name)
        {
            found += found < query.Length && char.ToLowerInvariant(letter) == char.ToLowerInvariant(query[found]) ? 1 : 0;
        }

        return found == query.Length;
    }
}
