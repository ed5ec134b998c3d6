using System.Text;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Editing;

/// <summary>The source of a value that is put into a document.</summary>
internal sealed class Fragment
{
    private readonly SyntaxTree tree;

    private Fragment(SyntaxTree tree) => this.tree = tree;

    /// <summary>Reads a value's source; null after reporting that it is none. Comments and white space around it are dropped.</summary>
    public static Fragment? TryRead(SyntaxTree document, string source, DiagnosticBag diagnostics)
    {
        var tree = SyntaxTree.Parse(source, document.Options);
        if (tree.Diagnostics.Count == 0 && tree.Value is not null && tree.Root.Children.All(child => child.Kind != SyntaxKind.Attribute))
        {
            return new Fragment(tree);
        }

        diagnostics.Add(EditDiagnostics.BadSource(tree.Diagnostics.Count > 0 ? tree.Diagnostics[0].Location! : tree.LocationOf(tree.Root)));
        return null;
    }

    /// <summary>The source with its lines, other than those inside literals and comments, moved to an indent.</summary>
    /// <remarks>The indentation that all lines after the first share is where the source comes from, and goes.</remarks>
    public string Indented(string indent, string newLine)
    {
        var value = tree.Value!.Value.Span;
        var tokens = tree.Tokens().Where(token => token.Span.Start >= value.Start && token.Span.End <= value.End).ToList();
        var shared = tokens
            .Where(token => token.Kind == TokenKind.Whitespace)
            .Select(token => tree.Text.ToString(token.Span))
            .Where(source => source.Contains('\n', StringComparison.Ordinal))
            .Select(source => source.Length - source.LastIndexOf('\n') - 1)
            .DefaultIfEmpty(0)
            .Min();
        var builder = new StringBuilder();
        foreach (var token in tokens)
        {
            var source = tree.Text.ToString(token.Span);
            builder.Append(token.Kind == TokenKind.Whitespace ? Reindent(source, shared, indent, newLine) : source);
        }

        return builder.ToString();
    }

    // Blank lines stay blank; the last line of the white space is the one that holds the next token.
    private static string Reindent(string whitespace, int shared, string indent, string newLine)
    {
        if (!whitespace.Contains('\n', StringComparison.Ordinal))
        {
            return whitespace;
        }

        var lines = whitespace.ReplaceLineEndings("\n").Split('\n');
        return lines[0] + string.Concat(Enumerable.Repeat(newLine, lines.Length - 1)) + indent + lines[^1][Math.Min(shared, lines[^1].Length)..];
    }
}
