using Autoschematic.Model.References;

namespace Autoschematic.Model.Merging;

/// <summary>A text by lines: as they read with the values of their references, and as they stand.</summary>
/// <param name="Lines">The lines that count, without line breaks.</param>
/// <param name="Sources">For each of them the line as it stands, with its line break; empty for the lines that a value adds to it.</param>
/// <param name="Spans">For each of them how many lines it begins; zero inside of what a value adds.</param>
internal sealed record MergeText(IReadOnlyList<string> Lines, IReadOnlyList<string> Sources, IReadOnlyList<int> Spans)
{
    public static MergeText Nothing { get; } = new([], [], []);

    /// <summary>The line break of new lines: the first of the text.</summary>
    public string LineBreak => Sources.Select(BreakOf).FirstOrDefault(found => found.Length > 0) ?? "\n";

    /// <summary>Whether the last line has a line break.</summary>
    public bool EndsWithBreak => Sources.LastOrDefault(source => source.Length > 0) is not { } last || BreakOf(last).Length > 0;

    /// <summary>Null when it is not text.</summary>
    public static MergeText? TryRead(MergeSource source)
    {
        if (BodyTrees.Decode(source.Bytes.Span) is not { } text)
        {
            return null;
        }

        // References never cross a line, but their values may.
        var resolved = BodyTrees.Decode(source.Resolved.Span)!;
        var own = Split(text);
        var read = Split(resolved);
        if (read.Count == own.Count)
        {
            return new([.. read.Select(WithoutBreak)], own, [.. own.Select(_ => 1)]);
        }

        return Spread(source, own);
    }

    public static string BreakOf(string line)
        => line.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : line.EndsWith('\n') ? "\n" : "";

    private static MergeText Spread(MergeSource source, IReadOnlyList<string> own)
    {
        var (lines, sources, spans) = (new List<string>(), new List<string>(), new List<int>());
        foreach (var line in own)
        {
            // A reference to nothing is a line all the same.
            var values = Split(source.Resolve(line)) is { Count: > 0 } found ? found : [""];
            lines.AddRange(values.Select(WithoutBreak));
            sources.AddRange(values.Select((_, index) => index == 0 ? line : ""));
            spans.AddRange(values.Select((_, index) => index == 0 ? values.Count : 0));
        }

        return new(lines, sources, spans);
    }

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static string WithoutBreak(string line) => line[..^BreakOf(line).Length];
}
