using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>What can be folded: brackets, long literals, and comments of several lines.</summary>
internal static class FoldingRanges
{
    private const string Comment = "comment";

    /// <summary>The ranges by their first lines; of those that begin on one line only the largest.</summary>
    public static IReadOnlyList<FoldingRange> Of(SyntaxTree tree)
        => [.. Brackets(tree).Concat(Comments(tree))
            .Where(range => range.EndLine > range.StartLine)
            .GroupBy(range => range.StartLine)
            .Select(group => group.MaxBy(range => range.EndLine)!)
            .OrderBy(range => range.StartLine)];

    // The line of a closing bracket stays in sight when nothing else is before it.
    private static IEnumerable<FoldingRange> Brackets(SyntaxTree tree)
    {
        foreach (var node in tree.Nodes())
        {
            if (node.IsContainer)
            {
                var isClosed = !node.IsBroken || node.Source[^1] is ')' or ']' or '}';
                var start = LineOf(tree, node.Name?.Span.End ?? node.Span.Start);
                yield return new(start, LineOf(tree, node.Span.End) - (isClosed ? 1 : 0));
            }
            else if (node.Kind is SyntaxKind.String or SyntaxKind.RawString or SyntaxKind.ByteString or SyntaxKind.RawByteString)
            {
                yield return new(LineOf(tree, node.Span.Start), LineOf(tree, node.Span.End));
            }
        }
    }

    private static IEnumerable<FoldingRange> Comments(SyntaxTree tree)
    {
        FoldingRange? block = null;
        foreach (var token in tree.Tokens())
        {
            switch (token.Kind)
            {
                case TokenKind.BlockComment:
                    yield return new(LineOf(tree, token.Span.Start), LineOf(tree, token.Span.End), Comment);
                    break;
                case TokenKind.LineComment when LineOf(tree, token.Span.Start) is var line:
                    if (block?.EndLine == line - 1)
                    {
                        block = block with { EndLine = line };
                        break;
                    }

                    if (block is not null)
                    {
                        yield return block;
                    }

                    block = IsAlone(tree.Text.Text, token.Span) ? new(line, line, Comment) : null;
                    break;
                default:
                    break;
            }
        }

        if (block is not null)
        {
            yield return block;
        }
    }

    private static bool IsAlone(string text, TextSpan comment)
    {
        var start = comment.Start;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }

        return start == 0 || text[start - 1] == '\n';
    }

    private static int LineOf(SyntaxTree tree, int offset) => tree.Text.PositionOf(offset).Line;
}
