using Autoschematic.Model.Diffs;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Differences as short lines for hovers, pickers and logs.</summary>
internal static class DiffLines
{
    private const int LongestValue = 60;

    public static IReadOnlyList<string> Of(BodyDiff? diff) => diff switch
    {
        null => [],
        BodyDiff.Fields { Changes: var changes } => [.. changes.Select(Of)],
        BodyDiff.Lines { Hunks: var hunks } =>
        [
            .. hunks.SelectMany(hunk => hunk.Lines)
                .Where(line => line.Kind != LineChangeKind.Context)
                .Select(line => (line.Kind == LineChangeKind.Added ? "+ " : "- ") + Cut(line.Text)),
        ],
        BodyDiff.Binary binary => [$"{binary.OldSize} bytes → {binary.NewSize} bytes"],
        _ => throw new System.Diagnostics.UnreachableException(diff.GetType().Name),
    };

    public static string Of(FieldChange change) => change switch
    {
        { Old: null } => $"+ {change.Path}: {Cut(change.New!)}",
        { New: null } => $"- {change.Path}: {Cut(change.Old)}",
        _ => $"~ {change.Path}: {Cut(change.Old)} → {Cut(change.New)}",
    };

    // A pair of surrogates is never cut in two.
    private static string Cut(string value)
    {
        var line = string.Join(' ', value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var end = char.IsHighSurrogate(line.ElementAtOrDefault(LongestValue - 1)) ? LongestValue - 1 : LongestValue;
        return line.Length <= LongestValue ? line : line[..end] + "…";
    }
}
