using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Formatting;

/// <summary>
/// Lays a document out in the one standard way, keeping comments, groups and meaning. A group of values stays on one line when
/// its author wrote it on one line and it fits; otherwise each value has a line of its own and a trailing comma (none in JSON).
/// </summary>
public static class RonFormatter
{
    /// <summary>Formats a document; null, with the reasons in <paramref name="diagnostics"/>, when it has syntax errors.</summary>
    /// <param name="text">The document.</param>
    /// <param name="diagnostics">Receives the syntax errors.</param>
    /// <param name="options">The dialect; RON when null.</param>
    public static string? Format(SourceText text, DiagnosticBag diagnostics, RonParseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var tree = SyntaxTree.Parse(text, options);
        diagnostics.AddRange(tree.Diagnostics);
        return tree.Diagnostics.Count > 0 ? null : Format(tree);
    }

    private static string Format(SyntaxTree tree)
    {
        var formatted = new FormatPrinter(FormatPlan.Of(tree), tree.Options.Dialect == RonDialect.Json).Print();
        return UsesCarriageReturns(tree) ? formatted.WithCarriageReturns() : formatted.ToString();
    }

    // The first line break of the layout decides; those inside literals and comments are content.
    private static bool UsesCarriageReturns(SyntaxTree tree)
    {
        var text = tree.Text.Text;
        var lexer = new Lexer(text, tree.Options.Dialect);
        for (lexer.Next(); lexer.Kind != TokenKind.EndOfText; lexer.Next())
        {
            if (lexer.Kind == TokenKind.Whitespace && text.IndexOf('\n', lexer.Start, lexer.End - lexer.Start) is var line and >= 0)
            {
                return line > 0 && text[line - 1] == '\r';
            }
        }

        return false;
    }
}
