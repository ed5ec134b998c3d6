using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>A part of a body in which references count, such as a string literal.</summary>
/// <param name="Span">The part that is replaced.</param>
/// <param name="Source">Its text as it stands, with quotes and escapes.</param>
/// <param name="Value">Its text without quotes and escapes.</param>
/// <param name="Encode">Source of the part with another text.</param>
/// <param name="Decode">The text that a source of the part means; null when it is none.</param>
internal sealed record ReferenceSite(
    TextSpan Span, string Source, string Value, Func<string, string> Encode, Func<string, string?> Decode)
{
    /// <summary>The source with other text in the place of some references; null when none is replaced.</summary>
    public string? Replace(Func<OutputReference, string?> replacement)
    {
        var changed = false;
        var value = ReferencePattern.Expression().Replace(Value, match =>
        {
            var text = replacement(ReferencePattern.ReferenceOf(match));
            changed |= text is not null;
            return text ?? match.Value;
        });

        return !changed ? null : ReplaceInPlace(replacement) is { } source && Decode(source) == value ? source : Encode(value);
    }

    // Escapes and line breaks elsewhere in the literal stay as they are, where that means the same.
    private string ReplaceInPlace(Func<OutputReference, string?> replacement)
        => ReferencePattern.Expression().Replace(
            Source, match => replacement(ReferencePattern.ReferenceOf(match)) is { } text ? Inner(Encode(text)) : match.Value);

    private static string Inner(string literal)
        => literal is ['"', .., '"'] ? literal[1..^1] : literal;
}
