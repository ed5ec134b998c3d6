namespace Autoschematic.Ron.Text;

/// <summary>A half-open range of UTF-16 code units in a source text.</summary>
/// <param name="Start">Offset of the first code unit.</param>
/// <param name="Length">Number of code units; zero marks a position between two characters.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Offset just behind the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>Makes a span from its two ends.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>Whether <paramref name="offset"/> lies inside the span or at its end.</summary>
    public bool Touches(int offset) => offset >= Start && offset <= End;

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}..{End})";
}
