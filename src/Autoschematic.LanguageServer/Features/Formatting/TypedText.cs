using Autoschematic.LanguageServer.Documents;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Formatting;

/// <summary>What is put in order while somebody types: what a bracket has just closed, or the line that was just ended.</summary>
internal static class TypedText
{
    private const int Indent = 4;

    /// <summary>The edits after a closing bracket was typed before an offset.</summary>
    public static IEnumerable<TextReplacement> AfterBracket(SyntaxTree tree, int caret)
    {
        SyntaxNode? closed = tree.NodeAt(Math.Max(0, caret - 1));
        while (closed is { } node && !(node.IsContainer && node.Span.End == caret))
        {
            closed = node.Parent;
        }

        return closed is { } group
            ? FormatEdits.Of(tree).Where(edit => edit.Span.Start > group.Span.Start && edit.Span.End < group.Span.End)
            : [];
    }

    /// <summary>The edits after a line break was typed: the line before the caret as the formatter has it, and the indent of the caret's own.</summary>
    public static IEnumerable<TextReplacement> AfterLineBreak(SyntaxTree tree, int caret)
    {
        if (tree.Diagnostics.Count > 0)
        {
            return [];
        }

        var text = tree.Text;
        var line = text.PositionOf(caret).Line;
        var (start, before) = (text.GetUtf16Offset(line, 0), text.GetUtf16Offset(Math.Max(0, line - 1), 0));
        var edits = FormatEdits.Of(tree).Where(edit => edit.Span.Start >= before && edit.Span.End < start && !edit.NewText.Contains('\n', StringComparison.Ordinal));
        return IndentOf(tree, start) is { } indent ? edits.Append(indent) : edits;
    }

    // What a string or a comment goes on with in this line is content.
    private static TextReplacement? IndentOf(SyntaxTree tree, int start)
    {
        var text = tree.Text.Text;
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
        {
            end++;
        }

        var depth = 0;
        foreach (var token in tree.Tokens().Where(token => token.Kind != TokenKind.Whitespace).TakeWhile(token => token.Span.Start <= end))
        {
            if (token.Span.Start < start && token.Span.End > start)
            {
                return null;
            }

            depth += IsCloser(token.Kind) ? -1 : token.Span.Start < start && IsOpener(token.Kind) ? 1 : 0;
        }

        return new TextReplacement(TextSpan.FromBounds(start, end), new string(' ', Indent * Math.Max(depth, 0))).Narrowed(text);
    }

    private static bool IsOpener(TokenKind kind)
        => kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace;

    private static bool IsCloser(TokenKind kind)
        => kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace;
}
