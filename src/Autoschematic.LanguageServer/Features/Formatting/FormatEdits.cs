using Autoschematic.LanguageServer.Documents;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Formatting;

/// <summary>What the formatter does, as edits between the tokens that stay: names, brackets, literals and comments are never part of one.</summary>
internal static class FormatEdits
{
    /// <summary>The edits in order; none when the text has syntax errors.</summary>
    public static IReadOnlyList<TextReplacement> Of(SyntaxTree tree)
    {
        var text = tree.Text.Text;
        if (RonFormatter.Format(tree.Text, [], tree.Options) is not { } formatted || formatted == text)
        {
            return [];
        }

        var before = Anchors(tree);
        var after = Anchors(SyntaxTree.Parse(formatted, tree.Options));
        var edits = new List<TextReplacement>();
        var (oldEnd, newEnd) = (0, 0);
        foreach (var (old, @new) in before.Append(new(text.Length, 0)).Zip(after.Append(new(formatted.Length, 0))))
        {
            var gap = new TextReplacement(TextSpan.FromBounds(oldEnd, old.Start), formatted[newEnd..@new.Start]);
            if (gap.Narrowed(text) is { } edit)
            {
                edits.Add(edit);
            }

            (oldEnd, newEnd) = (old.End, @new.End);
        }

        return edits;
    }

    // All but commas is the same in both texts; of a line comment the white space at its end is not.
    private static List<TextSpan> Anchors(SyntaxTree tree)
        => [.. tree.Tokens()
            .Where(token => token.Kind is not (TokenKind.Whitespace or TokenKind.Comma))
            .Select(token => token.Kind == TokenKind.LineComment
                ? new(token.Span.Start, tree.Text.Text.AsSpan(token.Span.Start, token.Span.Length).TrimEnd(" \t\r").Length)
                : token.Span)];
}
