using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>What a selection grows to, step by step: a word's value, its field, the struct around it, and so on.</summary>
internal static class SelectionRanges
{
    // As many as the JSON of an answer may be nested.
    private const int MostSteps = 48;

    /// <summary>The ranges around an offset, the innermost first.</summary>
    public static SelectionRange At(SyntaxTree tree, int offset)
    {
        var spans = new List<TextSpan>();
        for (SyntaxNode? node = tree.NodeAt(offset); node is { } current; node = current.Parent)
        {
            if (InnerOf(current) is { } inner && inner.Touches(offset))
            {
                spans.Add(inner);
            }

            spans.Add(current.Span);
        }

        SelectionRange? range = null;
        foreach (var span in spans.Take(MostSteps).Append(new(0, tree.Text.Length)).Distinct().Reverse())
        {
            range = new(tree.Text.RangeOf(span), range);
        }

        return range!;
    }

    // What stands between quotes or brackets is a step of its own.
    private static TextSpan? InnerOf(SyntaxNode node)
    {
        var source = node.Source;
        var name = node.IsContainer && node.Name is { } named ? named.Span.End - node.Span.Start : 0;
        var start = source[name..].IndexOfAny("\"([{") + name + 1;
        var tail = node.Kind is SyntaxKind.RawString or SyntaxKind.RawByteString ? source.Length - source.LastIndexOf('"') : 1;
        return (node.IsContainer || node.Kind is SyntaxKind.String or SyntaxKind.RawString or SyntaxKind.ByteString or SyntaxKind.RawByteString)
            && !node.IsBroken && start > name && source.Length - tail > start
                ? TextSpan.FromBounds(node.Span.Start + start, node.Span.End - tail)
                : null;
    }
}
