using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Diagnostics;

/// <summary>A span in a source text, or a whole file when <see cref="Span"/> is null.</summary>
/// <param name="Source">The text; its path names the file.</param>
/// <param name="Span">The part that is meant.</param>
public sealed record SourceLocation(SourceText Source, TextSpan? Span)
{
    /// <summary>A location that names a file without a place inside it.</summary>
    public static SourceLocation OfFile(string path) => new(new SourceText("", path), null);

    /// <summary>Start of the span for people, or null for a whole file.</summary>
    public TextPosition? Start => Span is { } span ? Source.GetPosition(Math.Min(span.Start, Source.Length)) : null;

    /// <summary>End of the span for people, or null for a whole file.</summary>
    public TextPosition? End => Span is { } span ? Source.GetPosition(Math.Min(span.End, Source.Length)) : null;

    /// <inheritdoc/>
    public override string ToString()
        => Start is { } start ? $"{Source.Path ?? "<text>"}:{start}" : Source.Path ?? "<text>";
}
