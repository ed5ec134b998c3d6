using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Parsing;

/// <summary>Finds the tokens between nodes.</summary>
internal static class Trivia
{
    /// <summary>Offset of the first token at or behind an offset that lies between two tokens.</summary>
    public static int Skip(SyntaxTree tree, int offset)
    {
        var lexer = new Lexer(tree.Text.Text, tree.Options.Dialect, offset);
        do
        {
            lexer.Next();
        }
        while (lexer.Kind is TokenKind.Whitespace or TokenKind.LineComment or TokenKind.BlockComment);

        return lexer.Start;
    }
}
