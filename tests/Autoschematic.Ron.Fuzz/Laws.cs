using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Fuzz;

/// <summary>What must hold for every text; each check throws <see cref="LawBrokenException"/>.</summary>
public static class Laws
{
    private static readonly RonParseOptions[] Dialects = [RonParseOptions.Ron, RonParseOptions.Json, RonParseOptions.JsonWithComments];

    public static void CheckAll(string text)
    {
        foreach (var options in Dialects)
        {
            var tree = SyntaxTree.Parse(text, options);
            CheckLossless(tree);
            CheckSpans(tree);
            CheckDiagnostics(tree);
            CheckFormatting(tree);
            CheckValues(tree);
            CheckPaths(tree);
            EditLaws.Check(tree);
        }
    }

    public static void CheckLossless(SyntaxTree tree)
    {
        var offset = 0;
        foreach (var token in tree.Tokens())
        {
            Require(token.Span.Start == offset && token.Span.Length > 0, $"token {token} does not begin at {offset}");
            offset = token.Span.End;
        }

        Require(offset == tree.Text.Length, $"the tokens end at {offset} of {tree.Text.Length}");
        Require(tree.ToSource() == tree.Text.Text, "the tree's source is not the text");
    }

    public static void CheckSpans(SyntaxTree tree)
    {
        Require(tree.Root.Span == new TextSpan(0, tree.Text.Length), "the root does not cover the text");
        for (var index = 0; index < tree.NodeCount; index++)
        {
            var node = NodeOf(tree, index);
            var offset = node.Span.Start;
            foreach (var child in node.Children)
            {
                Require(child.Span.Start >= offset && child.Span.End <= node.Span.End, $"{child} lies outside {node} or before {offset}");
                offset = child.Span.End;
            }
        }
    }

    public static void CheckDiagnostics(SyntaxTree tree)
    {
        foreach (var found in tree.Diagnostics)
        {
            var span = found.Location?.Span;
            Require(span is { Start: >= 0, Length: >= 0 } place && place.End <= tree.Text.Length, $"{found.Code} lies outside the text");
            Require(found.Message.Length > 0 && !found.Message.EndsWith('.'), $"{found.Code} has no sentence");
        }

        Require(tree.Diagnostics.Count > 0 || tree.Value is { IsValue: true }, "a text without value has no error");
    }

    public static void CheckFormatting(SyntaxTree tree)
    {
        var bag = new DiagnosticBag();
        var formatted = RonFormatter.Format(tree.Text, bag, tree.Options);
        Require(formatted is null == tree.Diagnostics.Count > 0, "formatting succeeds exactly without syntax errors");
        if (formatted is null)
        {
            return;
        }

        var again = RonFormatter.Format(new SourceText(formatted), bag, tree.Options);
        Require(again == formatted, $"formatting twice differs:\n{formatted}\n--- then\n{again}");
        var reparsed = SyntaxTree.Parse(formatted, tree.Options);
        Require(CommentsOf(reparsed).SequenceEqual(CommentsOf(tree)), $"formatting changes comments:\n{formatted}");
        foreach (var extensions in new[] { RonExtensions.None, RonExtensions.Untyped })
        {
            var before = tree.ToValue(new DiagnosticBag(), extensions);
            var after = reparsed.ToValue(new DiagnosticBag(), extensions);
            Require(Equals(before, after), $"formatting changes the meaning:\n{formatted}");
        }
    }

    public static void CheckValues(SyntaxTree tree)
    {
        foreach (var extensions in new[] { RonExtensions.None, RonExtensions.Untyped })
        {
            var bag = new DiagnosticBag();
            var value = tree.ToValue(bag, extensions);
            Require(value is null == bag.Count > 0, "a value exists exactly without errors");
            if (value is null || tree.Options.Dialect != RonDialect.Ron)
            {
                continue;
            }

            var printed = value.ToSource();
            var read = SyntaxTree.Parse(printed, RonParseOptions.Ron with { MaximumDepth = 1000 }).ToValue(bag, RonExtensions.Untyped);
            Require(value.Equals(read), $"a printed value is read differently:\n{printed}\n{string.Join('\n', bag)}");
        }
    }

    public static void CheckPaths(SyntaxTree tree)
    {
        for (var offset = 0; offset <= tree.Text.Length; offset += Math.Max(1, tree.Text.Length / 50))
        {
            _ = tree.EnclosingStructAt(offset);
            var path = tree.PathAt(offset);
            if (path.Segments.Any(segment => segment is RonPathSegment.KeySource))
            {
                continue;
            }

            var parsed = RonPath.TryParse(path.ToString());
            Require(parsed is not null && parsed.Equals(path), $"the path `{path}` is not read again");
        }

        foreach (var literal in tree.StringLiterals())
        {
            var changed = literal.Value + "\"'\\#\n\u0001é😀";
            var copy = tree.Text.Text[..literal.Span.Start] + literal.Encode(changed) + tree.Text.Text[literal.Span.End..];
            var found = SyntaxTree.Parse(copy, tree.Options).StringLiterals().FirstOrDefault(other => other.Span.Start == literal.Span.Start);
            Require(found?.Value == changed || tree.Diagnostics.Count > 0, $"the literal at {literal.Span} does not hold what was encoded");
            break;
        }
    }

    public static SyntaxNode NodeOf(SyntaxTree tree, int index)
    {
        var node = tree.Root;
        while (node.Index != index)
        {
            node = node.Children.Last(child => child.Index <= index);
        }

        return node;
    }

    public static IEnumerable<string> CommentsOf(SyntaxTree tree)
        => from token in tree.Tokens()
           where token.Kind is TokenKind.LineComment or TokenKind.BlockComment
           select tree.Text.ToString(token.Span).TrimEnd(' ', '\t', '\r');

    public static void Require(bool holds, string law)
    {
        if (!holds)
        {
            throw new LawBrokenException(law);
        }
    }
}
