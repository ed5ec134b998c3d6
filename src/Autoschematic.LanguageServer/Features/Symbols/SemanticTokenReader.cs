using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Model.References;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>What each part of a document is, for an editor to colour it.</summary>
internal static class SemanticTokenReader
{
    private const int ReferenceModifier = 1;

    /// <summary>What the numbers of tokens mean; references are strings with the modifier.</summary>
    public static SemanticTokensLegend Legend { get; } = new(
        ["struct", "property", "enumMember", "string", "number", "keyword", "comment"], ["reference"]);

    /// <summary>The tokens that touch a part of the text, in its order.</summary>
    /// <param name="references">References, which lie in strings, in order.</param>
    public static SemanticTokens Read(SyntaxTree tree, IReadOnlyList<FoundReference> references, TextSpan part)
    {
        var data = new List<int>();
        var last = default(Position);
        foreach (var (whole, type, modifiers) in WithReferences(Pieces(tree, part), references))
        {
            foreach (var span in Lines(tree.Text.Text, whole))
            {
                var place = tree.Text.PositionOf(span.Start);
                var isSameLine = place.Line == last.Line;
                data.AddRange([place.Line - last.Line, place.Character - (isSameLine ? last.Character : 0), span.Length, (int)type, modifiers]);
                last = place;
            }
        }

        return new(data);
    }

    private static IEnumerable<(TextSpan Span, TokenType Type)> Pieces(SyntaxTree tree, TextSpan part)
        => Nodes(tree)
            .Concat(Comments(tree))
            .Where(piece => piece.Span.Start < part.End && piece.Span.End > part.Start)
            .OrderBy(piece => piece.Span.Start);

    private static IEnumerable<(TextSpan Span, TokenType Type)> Nodes(SyntaxTree tree)
    {
        var before = SyntaxKind.Document;
        foreach (var node in tree.Nodes())
        {
            if (node.Kind == SyntaxKind.BareSome)
            {
                yield return (new(node.Span.Start, "Some".Length), TokenType.EnumMember);
            }
            else if (TypeOf(node, before) is { } type)
            {
                yield return (node.Span, type);
            }

            before = node.Kind;
        }
    }

    // The first child of a node follows it, so what was before a name says whose it is.
    private static TokenType? TypeOf(SyntaxNode node, SyntaxKind before) => node.Kind switch
    {
        SyntaxKind.Name => before switch
        {
            SyntaxKind.Field => TokenType.Property,
            SyntaxKind.Struct or SyntaxKind.Tuple => node.Source is "Some" ? TokenType.EnumMember : TokenType.Struct,
            _ => TokenType.Keyword,
        },
        SyntaxKind.String when before == SyntaxKind.Entry && node.Tree.Options.Dialect == RonDialect.Json => TokenType.Property,
        SyntaxKind.String or SyntaxKind.RawString or SyntaxKind.ByteString or SyntaxKind.RawByteString or SyntaxKind.Character or SyntaxKind.Byte => TokenType.String,
        SyntaxKind.Integer or SyntaxKind.Float => TokenType.Number,
        SyntaxKind.Boolean or SyntaxKind.Null => TokenType.Keyword,
        SyntaxKind.None or SyntaxKind.Identifier => TokenType.EnumMember,
        _ => null,
    };

    private static IEnumerable<(TextSpan Span, TokenType Type)> Comments(SyntaxTree tree)
        => tree.Tokens()
            .Where(token => token.Kind is TokenKind.LineComment or TokenKind.BlockComment)
            .Select(token => (token.Span, TokenType.Comment));

    private static IEnumerable<(TextSpan Span, TokenType Type, int Modifiers)> WithReferences(
        IEnumerable<(TextSpan Span, TokenType Type)> pieces, IReadOnlyList<FoundReference> references)
    {
        var next = 0;
        foreach (var (span, type) in pieces)
        {
            var start = span.Start;
            for (; next < references.Count && references[next].Span.Start < span.End; next++)
            {
                var found = references[next].Span;
                if (found.Start >= start && found.End <= span.End)
                {
                    yield return (TextSpan.FromBounds(start, found.Start), type, 0);
                    yield return (found, type, ReferenceModifier);
                    start = found.End;
                }
            }

            yield return (TextSpan.FromBounds(start, span.End), type, 0);
        }
    }

    // Not every client takes a token that goes over several lines.
    private static IEnumerable<TextSpan> Lines(string text, TextSpan span)
    {
        for (var start = span.Start; start < span.End;)
        {
            var feed = text.IndexOf('\n', start, span.End - start);
            var end = feed < 0 ? span.End : feed;
            var length = end - start - (feed > start && text[feed - 1] == '\r' ? 1 : 0);
            if (length > 0)
            {
                yield return new(start, length);
            }

            start = feed < 0 ? span.End : feed + 1;
        }
    }
}
