using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Parsing;

internal ref partial struct Parser
{
    private static readonly string[] ExtensionNames =
        ["unwrap_newtypes", "implicit_some", "unwrap_variant_newtypes", "explicit_struct_names"];

    private void ParseAttributes()
    {
        while (lexer.Kind == TokenKind.Hash)
        {
            var node = Open(SyntaxKind.Attribute, lexer.Start);
            var line = lexer.Start;
            var valid = ParseAttribute();
            if (!valid)
            {
                SkipBrokenAttribute(line);
            }

            Close(node, lastEnd, broken: !valid);
        }
    }

    private bool ParseAttribute()
    {
        if (!PassAll([TokenKind.Hash, TokenKind.Bang, TokenKind.OpenBracket]))
        {
            return ReportAttribute("`#![enable(…)]`");
        }

        if (lexer.Kind != TokenKind.Identifier || text[lexer.Start..lexer.End] is not "enable")
        {
            return ReportAttribute("`enable`");
        }

        Advance();
        if (lexer.Kind != TokenKind.OpenParenthesis)
        {
            return ReportAttribute("`(`");
        }

        Advance();
        return ParseExtensions() && (PassAll([TokenKind.CloseParenthesis, TokenKind.CloseBracket]) || ReportAttribute("`)]`"));
    }

    private bool ParseExtensions()
    {
        do
        {
            if (lexer.Kind != TokenKind.Identifier)
            {
                return ReportAttribute("an extension's name");
            }

            var (start, end, broken) = TakeIdentifier();
            Leaf(SyntaxKind.Name, start, end, broken);
            var name = SyntaxNode.WithoutRawPrefix(text[start..end]);
            if (!broken && !IsExtension(name))
            {
                Report(SyntaxDiagnostics.UnknownExtension(At(start, end), name.ToString(), Similarity.Nearest(name.ToString(), ExtensionNames)));
                return false;
            }

            if (lexer.Kind != TokenKind.Comma)
            {
                return true;
            }

            Advance();
        }
        while (lexer.Start < text.Length && CharacterClasses.IdentifierPart(text, lexer.Start) > 0);

        return true;
    }

    private static bool IsExtension(ReadOnlySpan<char> name)
        => name is "unwrap_newtypes" or "implicit_some" or "unwrap_variant_newtypes" or "explicit_struct_names";

    /// <summary>Passes each of the tokens that is there; says whether all were.</summary>
    private bool PassAll(ReadOnlySpan<TokenKind> kinds)
    {
        var all = true;
        foreach (var kind in kinds)
        {
            if (lexer.Kind == kind)
            {
                Advance();
            }
            else
            {
                all = false;
            }
        }

        return all;
    }

    private bool ReportAttribute(string expected)
    {
        Report(SyntaxDiagnostics.BadAttribute(Here(), expected, Found()));
        return false;
    }

    private void SkipBrokenAttribute(int start)
    {
        while (lexer.Kind is not (TokenKind.EndOfText or TokenKind.Hash) && !text[start..lexer.Start].Contains('\n'))
        {
            var last = lexer.Kind == TokenKind.CloseBracket;
            start = lexer.Start;
            SkipToken();
            if (last)
            {
                return;
            }
        }
    }
}
