using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.References;

/// <summary>The parts of one body in which references count, in order; none when it is not UTF-8.</summary>
/// <param name="Source">The body as text, or null when it is not UTF-8.</param>
/// <param name="Sites">The parts that hold at least one reference.</param>
/// <param name="AsPlainText">Whether a RON or JSON body is read as other text because of a bare reference.</param>
internal sealed record ReferenceSites(SourceText? Source, IReadOnlyList<ReferenceSite> Sites, bool AsPlainText)
{
    public static ReferenceSites Read(BodyFormat format, ReadOnlyMemory<byte> body, string? path)
    {
        if (BodyTrees.Decode(body.Span) is not { } text)
        {
            return new(null, [], AsPlainText: false);
        }

        var source = new SourceText(text, path);
        if (!MayHoldReferences(text, hasEscapes: format != BodyFormat.Text))
        {
            return new(source, [], AsPlainText: false);
        }

        if (format == BodyFormat.Text)
        {
            return new(source, WholeText(text), AsPlainText: false);
        }

        return ReadParsed(BodyTrees.Parse(format, source));
    }

    /// <summary>The same of a body that is parsed already.</summary>
    public static ReferenceSites Read(SyntaxTree tree)
        => MayHoldReferences(tree.Text.Text, hasEscapes: true) ? ReadParsed(tree) : new(tree.Text, [], AsPlainText: false);

    private static ReferenceSites ReadParsed(SyntaxTree tree)
        => HasBareReference(tree)
            ? new(tree.Text, WholeText(tree.Text.Text), AsPlainText: true)
            : new(tree.Text, Literals(tree), AsPlainText: false);

    // Escapes may hide the scheme.
    private static bool MayHoldReferences(string text, bool hasEscapes)
        => text.Contains(ReferencePattern.Scheme, StringComparison.Ordinal) || (hasEscapes && text.Contains('\\', StringComparison.Ordinal));

    private static IReadOnlyList<ReferenceSite> WholeText(string text)
        => ReferencePattern.Expression().IsMatch(text)
            ? [new(new TextSpan(0, text.Length), text, text, replacement => replacement, source => source)]
            : [];

    private static IReadOnlyList<ReferenceSite> Literals(SyntaxTree tree)
        => [.. tree.StringLiterals()
            .Where(literal => ReferencePattern.Expression().IsMatch(literal.Value))
            .Select(literal => new ReferenceSite(
                literal.Span, tree.Text.ToString(literal.Span), literal.Value, literal.Encode, source => DecodeLiteral(source, tree.Options)))];

    private static string? DecodeLiteral(string source, RonParseOptions options)
    {
        var tree = SyntaxTree.Parse(source, options);
        return tree.Diagnostics.Count == 0 && tree.StringLiterals().ToList() is [var literal] && literal.Span.Length == source.Length
            ? literal.Value
            : null;
    }

    // A body can be broken for other reasons too; only one that gets better with a value in the place of its
    // references is a template of RON or JSON rather than a file with a mistake.
    private static bool HasBareReference(SyntaxTree tree)
        => tree.Diagnostics.Count > 0
            && ReferencePattern.Expression().IsMatch(tree.Text.Text)
            && SyntaxTree.Parse(new SourceText(ReferencePattern.Expression().Replace(tree.Text.Text, "0")), tree.Options).Diagnostics.Count < tree.Diagnostics.Count;
}
