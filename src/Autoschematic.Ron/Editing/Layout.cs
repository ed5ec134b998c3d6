using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Editing;

/// <summary>How a document is laid out around a place.</summary>
internal sealed class Layout
{
    private readonly IReadOnlyList<Token> tokens;

    public Layout(SyntaxTree tree)
    {
        Tree = tree;
        tokens = tree.Tokens();
        var line = Text.IndexOf('\n', StringComparison.Ordinal);
        NewLine = line > 0 && Text[line - 1] == '\r' ? "\r\n" : "\n";
    }

    public SyntaxTree Tree { get; }

    public string Text => Tree.Text.Text;

    public bool IsJson => Tree.Options.Dialect == RonDialect.Json;

    public string NewLine { get; }

    /// <summary>One step of indent.</summary>
    public string Step => IsJson ? "  " : "    ";

    /// <summary>The white space at the beginning of the line of an offset.</summary>
    public string IndentAt(int offset)
    {
        var start = LineStart(offset);
        var end = start;
        while (end < Text.Length && Text[end] is ' ' or '\t')
        {
            end++;
        }

        return Text[start..Math.Min(end, Math.Max(offset, start))];
    }

    public int LineStart(int offset) => Text.LastIndexOf('\n', Math.Max(0, offset - 1), Math.Max(0, offset)) + 1;

    /// <summary>Whether nothing but white space stands between an offset and the beginning of its line.</summary>
    public bool IsFirstOnLine(int offset)
        => Text.AsSpan(LineStart(offset)..offset).IndexOfAnyExcept(' ', '\t') < 0;

    /// <summary>The tokens from an offset on, white space and comments included; the offset is a token's boundary.</summary>
    public IEnumerable<Token> TokensFrom(int offset) => tokens.Skip(IndexOf(offset));

    /// <summary>The tokens before an offset, backwards.</summary>
    public IEnumerable<Token> TokensBefore(int offset)
    {
        for (var index = IndexOf(offset) - 1; index >= 0; index--)
        {
            yield return tokens[index];
        }
    }

    /// <summary>Where the comma behind an element ends; null when there is none.</summary>
    public int? CommaAfter(int elementEnd)
    {
        foreach (var token in TokensFrom(elementEnd))
        {
            if (token.Kind == TokenKind.Comma)
            {
                return token.Span.End;
            }

            if (!IsTrivia(token.Kind))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Offset behind an offset's comments on the same line.</summary>
    public int EndOfLineComments(int offset)
    {
        foreach (var token in TokensFrom(offset))
        {
            if (token.Kind is TokenKind.LineComment or TokenKind.BlockComment)
            {
                offset = token.Span.End;
            }
            else if (token.Kind != TokenKind.Whitespace || Tree.Text.ToString(token.Span).Contains('\n', StringComparison.Ordinal))
            {
                break;
            }
        }

        return offset;
    }

    public static bool IsTrivia(TokenKind kind) => kind is TokenKind.Whitespace or TokenKind.LineComment or TokenKind.BlockComment;

    private int IndexOf(int offset)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens[middle].Span.Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
