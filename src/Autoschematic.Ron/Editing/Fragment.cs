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
    public string Indented(string indent, string newLine)
    {
        var value = tree.Value!.Value.Span;
        var builder = new StringBuilder();
        foreach (var token in tree.Tokens())
        {
            if (token.Span.Start < value.Start || token.Span.End > value.End)
            {
                continue;
            }

            var source = tree.Text.ToString(token.Span);
            builder.Append(token.Kind == TokenKind.Whitespace ? Reindent(source, indent, newLine) : source);
        }

        return builder.ToString();
    }

    private static string Reindent(string whitespace, string indent, string newLine)
        => whitespace.Contains('\n', StringComparison.Ordinal)
            ? whitespace.ReplaceLineEndings("\n").Replace("\n", newLine + indent, StringComparison.Ordinal)
            : whitespace;
}
