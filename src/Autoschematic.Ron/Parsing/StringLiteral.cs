using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>A string literal of a document, a value or a map key.</summary>
/// <param name="Node">The literal's node.</param>
/// <param name="Value">The decoded text.</param>
/// <param name="IsKey">Whether it is the key of a map entry.</param>
public sealed record StringLiteral(SyntaxNode Node, string Value, bool IsKey)
{
    /// <summary>The literal's place, quotes included.</summary>
    public TextSpan Span => Node.Span;

    /// <summary>The source of a literal of the same kind (plain, raw, JSON) that holds another text.</summary>
    /// <param name="newValue">The text to hold.</param>
    public string Encode(string newValue)
    {
        ArgumentNullException.ThrowIfNull(newValue);
        if (Node.Tree.Options.Dialect == RonDialect.Json)
        {
            return StringEncoder.QuoteJson(newValue);
        }

        return Node.Kind == SyntaxKind.RawString
            ? StringEncoder.QuoteRaw(newValue, Node.Source[1..].IndexOf('"'))
            : StringEncoder.Quote(newValue);
    }
}
