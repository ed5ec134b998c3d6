using System.Text;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

/// <summary>Reads tokens and literals of a tree.</summary>
public static class SyntaxTreeExtensions
{
    /// <summary>All tokens, white space and comments included; together they are the whole text.</summary>
    public static IReadOnlyList<Token> Tokens(this SyntaxTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var tokens = new List<Token>(tree.NodeCount * 2);
        var lexer = new Lexer(tree.Text.Text, tree.Options.Dialect);
        for (lexer.Next(); lexer.Kind != TokenKind.EndOfText; lexer.Next())
        {
            tokens.Add(new Token(lexer.Kind, TextSpan.FromBounds(lexer.Start, lexer.End)));
        }

        return tokens;
    }

    /// <summary>All nodes in document order: a parent before its children.</summary>
    public static IEnumerable<SyntaxNode> Nodes(this SyntaxTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        for (var index = 0; index < tree.NodeCount; index++)
        {
            yield return new SyntaxNode(tree, index);
        }
    }

    /// <summary>The source again, put together from the tokens: exactly the text that was parsed.</summary>
    public static string ToSource(this SyntaxTree tree)
    {
        var text = tree.Text.Text;
        var builder = new StringBuilder(text.Length);
        var lexer = new Lexer(text, tree.Options.Dialect);
        for (lexer.Next(); lexer.Kind != TokenKind.EndOfText; lexer.Next())
        {
            builder.Append(text, lexer.Start, lexer.End - lexer.Start);
        }

        return builder.ToString();
    }

    /// <summary>All string literals that are well-formed, values and keys, in document order; byte strings are not text.</summary>
    public static IEnumerable<StringLiteral> StringLiterals(this SyntaxTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var key = -1;
        for (var index = 0; index < tree.NodeCount; index++)
        {
            var node = new SyntaxNode(tree, index);
            if (node.Kind == SyntaxKind.Entry)
            {
                key = index + 1;
            }
            else if (node.Kind is SyntaxKind.String or SyntaxKind.RawString && !node.IsBroken)
            {
                yield return new StringLiteral(node, Literals.TextOf(node), index == key);
            }
        }
    }
}
