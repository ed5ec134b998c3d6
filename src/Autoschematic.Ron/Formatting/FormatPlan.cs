using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Formatting;

/// <summary>The tokens of a document and, for each bracket, how its group can be laid out; made in one pass.</summary>
internal sealed class FormatPlan
{
    private readonly bool[] vertical;
    private readonly int[] flatWidth;

    private FormatPlan(List<FormatToken> tokens)
    {
        Tokens = tokens;
        vertical = new bool[tokens.Count];
        flatWidth = new int[tokens.Count];
    }

    public List<FormatToken> Tokens { get; }

    public static FormatPlan Of(SyntaxTree tree)
    {
        var plan = new FormatPlan(Collect(tree));
        plan.Measure();
        return plan;
    }

    /// <summary>Whether the author broke the lines of the group that an opening bracket begins.</summary>
    public bool IsVertical(int opener) => vertical[opener];

    /// <summary>How wide the group is on one line; null when something in it takes several lines anyway.</summary>
    public int? FlatWidth(int opener) => flatWidth[opener] >= 0 ? flatWidth[opener] : null;

    private static List<FormatToken> Collect(SyntaxTree tree)
    {
        var tokens = new List<FormatToken>(tree.NodeCount * 2);
        var lines = 0;
        var spaced = false;
        var lexer = new Lexer(tree.Text.Text, tree.Options.Dialect);
        for (lexer.Next(); lexer.Kind != TokenKind.EndOfText; lexer.Next())
        {
            var source = tree.Text.Text.AsMemory(lexer.Start, lexer.End - lexer.Start);
            if (lexer.Kind == TokenKind.Whitespace)
            {
                lines += source.Span.Count('\n');
                spaced = true;
                continue;
            }

            var text = lexer.Kind == TokenKind.LineComment ? source.TrimEnd(" \t\r") : source;
            tokens.Add(new FormatToken(lexer.Kind, text, lines, spaced));
            lines = 0;
            spaced = false;
        }

        return tokens;
    }

    private void Measure()
    {
        var open = new Stack<int>();
        var position = 0;
        var starts = new int[Tokens.Count];
        var multiline = new int[Tokens.Count];
        var multilineCount = 0;
        for (var index = 0; index < Tokens.Count; index++)
        {
            var token = Tokens[index];
            if (open.Count > 0 && (token.LinesBefore > 0 || token.Kind == TokenKind.LineComment))
            {
                vertical[open.Peek()] = true;
                multilineCount++;
            }

            if (token.IsCloser && open.TryPop(out var opener))
            {
                flatWidth[opener] = multilineCount == multiline[opener] ? position + 1 - starts[opener] : -1;
            }

            if (token.IsOpener)
            {
                open.Push(index);
                starts[index] = position;
                multiline[index] = multilineCount;
            }

            multilineCount += token.Text.Contains('\n') ? 1 : 0;
            position += token.Text.Length + (token.Kind is TokenKind.Comma or TokenKind.Colon || token.IsComment ? 1 : 0);
        }
    }
}
