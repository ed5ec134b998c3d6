namespace Autoschematic.Model.Merging;

/// <summary>The lines that stand beside a local value when a conflict is marked.</summary>
internal static class ConflictMarks
{
    public const string Local = "<<<<<<< local";
    public const string Base = "||||||| base";
    public const string Separator = "=======";
    public const string Remote = ">>>>>>> remote";

    /// <summary>Comments for RON and JSON: the local value is the one that counts, so that the document can still be read.</summary>
    public static IReadOnlyList<string> Comments(MergeConflict conflict, bool hasBase) =>
    [
        $"<<<<<<< conflict at {OneLine(conflict.Path.Length == 0 ? "the whole body" : conflict.Path)}; the local {(conflict.Local is null ? "file has no value" : "value follows")}",
        .. hasBase ? Side(Base, conflict.Base) : [],
        .. Side(Remote, conflict.Remote),
    ];

    private static IEnumerable<string> Side(string mark, string? value)
        => value is null ? [$"{mark}: nothing"]
            : value.Contains('\n', StringComparison.Ordinal) ? [$"{mark}:", .. value.ReplaceLineEndings("\n").Split('\n').Select(line => $"    {line}")]
            : [$"{mark}: {OneLine(value)}"];

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
