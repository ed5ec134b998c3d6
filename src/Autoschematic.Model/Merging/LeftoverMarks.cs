using System.Text.RegularExpressions;
using Autoschematic.Model.References;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Merging;

/// <summary>Finds marks of conflicts that nobody settled: those of `pull --mark`, and those of git.</summary>
public static partial class LeftoverMarks
{
    /// <summary>Where each conflict begins, and every mark that belongs to none, in the order of the text.</summary>
    public static IReadOnlyList<LeftoverMark> Find(BodyFormat format, SourceText source)
        => Find(source, () => format == BodyFormat.Text ? null : BodyTrees.Parse(format, source));

    /// <summary>The same in a document that is parsed already.</summary>
    public static IReadOnlyList<LeftoverMark> Find(SyntaxTree tree) => Find(tree.Text, () => tree);

    private static List<LeftoverMark> Find(SourceText source, Func<SyntaxTree?> parse)
    {
        var marks = Expression().Matches(source.Text).Select(match => match.Groups["mark"]).ToList();

        // A line of equals signs alone may underline a heading.
        if (marks.TrueForAll(mark => mark.Value == ConflictMarks.Separator))
        {
            return [];
        }

        // While a document parses, its marks are comments: in a literal they are somebody's text.
        if (parse() is { Diagnostics.Count: 0 } tree)
        {
            var comments = tree.Tokens().Where(token => token.Kind is TokenKind.LineComment or TokenKind.BlockComment).ToList();
            marks.RemoveAll(mark => !comments.Exists(comment => comment.Span.Start <= mark.Index && mark.Index < comment.Span.End));
        }

        return Group(marks);
    }

    private static List<LeftoverMark> Group(List<Group> marks)
    {
        var found = new List<LeftoverMark>();
        var isOpen = false;
        foreach (var mark in marks)
        {
            var begins = mark.Value[0] == '<';
            if (begins || !isOpen)
            {
                found.Add(new(new TextSpan(mark.Index, mark.Length), mark.Value, begins));
            }

            isOpen = begins || (isOpen && mark.Value[0] != '>');
        }

        return found;
    }

    // At the start of a line or of a comment that is alone on it.
    [GeneratedRegex(@"^[ \t]*(?://+|/\*+|\#+|--|;+)?[ \t]*(?<mark><{7}(?=[ \t\r]|$)|\|{7}(?=[ \t\r:]|$)|>{7}(?=[ \t\r:]|$)|={7}(?=[ \t]*\r?$))", RegexOptions.Multiline)]
    private static partial Regex Expression();
}
