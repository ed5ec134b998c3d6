namespace Autoschematic.Cli.Views;

/// <summary>Takes texts apart by line.</summary>
internal static class Lines
{
    /// <summary>The first line, with an ellipsis when more follow.</summary>
    public static string First(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end] + "…";
    }

    /// <summary>`1 change`, `2 changes`.</summary>
    public static string Count(int count, string one, string? many = null)
        => count == 1 ? $"1 {one}" : FormattableString.Invariant($"{count} {many ?? one + "s"}");

    /// <summary>Joins what is not zero: `2 to create, 1 to update`.</summary>
    public static string Counts(params (int Count, string Word)[] counts)
        => string.Join(", ", counts.Where(item => item.Count > 0).Select(item => FormattableString.Invariant($"{item.Count} {item.Word}")));
}
