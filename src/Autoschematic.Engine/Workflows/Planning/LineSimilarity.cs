using System.Text;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>How much of a text is found again in others.</summary>
internal sealed class LineSimilarity
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Dictionary<string, int> counts;
    private readonly int length;

    public LineSimilarity(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        var lines = Encoding.UTF8.GetString(bytes.Span).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        counts = lines.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        length = lines.Length;
    }

    /// <summary>Share of lines that both have, from 0 to 1; order does not count.</summary>
    public double To(LineSimilarity other)
        => bytes.Span.SequenceEqual(other.bytes.Span) ? 1
            : (double)counts.Sum(line => Math.Min(line.Value, other.counts.GetValueOrDefault(line.Key))) / Math.Max(1, Math.Max(length, other.length));
}
