using System.Text;
using Autoschematic.Ron.Parsing;

namespace Autoschematic.Model.References;

/// <summary>Puts references in the place of whole string values of RON and JSON bodies; every other character stays.</summary>
public static class ReferenceLinker
{
    /// <summary>The body with references, or null when none was put in; bodies that do not parse are left alone.</summary>
    /// <param name="format">How the body is read; other text has no values.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="choose">Answers for each string value, keys left out, which reference stands for it; null keeps it.</param>
    public static ReadOnlyMemory<byte>? Link(
        BodyFormat format, ReadOnlyMemory<byte> body, Func<StringLiteral, OutputReference?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        if (BodyTrees.Parse(format, body.Span) is not { Diagnostics.Count: 0 } tree)
        {
            return null;
        }

        var source = tree.Text.Text;
        var linked = new StringBuilder(source.Length);
        var copied = 0;
        foreach (var literal in tree.StringLiterals().Where(literal => !literal.IsKey))
        {
            if (choose(literal) is { } reference)
            {
                linked.Append(source, copied, literal.Span.Start - copied).Append(literal.Encode(reference.ToString()));
                copied = literal.Span.End;
            }
        }

        if (copied == 0)
        {
            return null;
        }

        return Encoding.UTF8.GetBytes(linked.Append(source, copied, source.Length - copied).ToString());
    }

    /// <summary>Whether the text of a reference is found as just that reference; an address or key with brackets is not.</summary>
    public static bool CanBeWritten(OutputReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var text = reference.ToString();
        var match = ReferencePattern.Expression().Match(text);
        return match.Success && match.Length == text.Length && ReferencePattern.ReferenceOf(match) == reference;
    }
}
