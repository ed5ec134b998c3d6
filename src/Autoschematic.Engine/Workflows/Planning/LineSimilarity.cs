using System.Text;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>How much of a text is found again in another.</summary>
internal static class LineSimilarity
{
    /// <summary>Share of lines that both have, from 0 to 1; order does not count.</summary>
    public static double Of(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
    {
        if (left.Span.SequenceEqual(right.Span))
        {
            return 1;
        }

        var lines = Lines(left);
        var others = Lines(right);
        var counts = lines.CountBy(line => line).ToDictionary(pair => pair.Key, pair => pair.Value);
        var common = 0;
        foreach (var line in others)
        {
            if (counts.GetValueOrDefault(line) is > 0 and var count)
            {
                counts[line] = count - 1;
                common++;
            }
        }

        return (double)common / Math.Max(1, Math.Max(lines.Length, others.Length));
    }

    private static string[] Lines(ReadOnlyMemory<byte> bytes)
        => Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
