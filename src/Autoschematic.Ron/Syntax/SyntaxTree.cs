using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Syntax;

/// <summary>An immutable tree of a whole text, made for any text whatever; <c>SyntaxTree.Parse</c> makes one.</summary>
public sealed class SyntaxTree
{
    private readonly NodeData[] nodes;

    internal SyntaxTree(SourceText text, RonParseOptions options, NodeData[] nodes, int count, IReadOnlyList<Diagnostic> diagnostics)
    {
        Text = text;
        Options = options;
        this.nodes = nodes;
        NodeCount = count;
        Diagnostics = diagnostics;
    }

    /// <summary>The text.</summary>
    public SourceText Text { get; }

    /// <summary>How it was parsed.</summary>
    public RonParseOptions Options { get; }

    /// <summary>The document node; its span is the whole text.</summary>
    public SyntaxNode Root => new(this, 0);

    /// <summary>The one value of the document; null when it has none.</summary>
    public SyntaxNode? Value => Root.Value;

    /// <summary>Syntax errors, in the order they were found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>A location in this text.</summary>
    public SourceLocation LocationOf(TextSpan span) => new(Text, span);

    /// <summary>The location of a node.</summary>
    public SourceLocation LocationOf(SyntaxNode node) => new(Text, node.Span);

    /// <summary>The innermost node that touches an offset; the document when nothing else does.</summary>
    public SyntaxNode NodeAt(int offset)
    {
        var node = Root;
        while (ChildAt(node, offset) is { } child)
        {
            node = child;
        }

        return node;
    }

    /// <summary>The innermost struct, or tuple, around an offset; null outside of any.</summary>
    public SyntaxNode? EnclosingStructAt(int offset)
    {
        SyntaxNode? found = null;
        for (SyntaxNode? node = Root; node is not null; node = ChildAt(node.Value, offset) ?? OpenChildBefore(node.Value, offset))
        {
            var span = node.Value.Span;
            if (node.Value.Kind is SyntaxKind.Struct or SyntaxKind.Tuple && offset > (node.Value.Name?.Span.End ?? span.Start) && (offset < span.End || node.Value.IsBroken))
            {
                found = node;
            }
        }

        return found;
    }

    /// <summary>The path of the innermost value at an offset.</summary>
    public RonPath PathAt(int offset) => RonPath.Of(NodeAt(offset));

    /// <summary>The value at a path; null when there is none.</summary>
    public SyntaxNode? Find(RonPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.FindIn(this);
    }

    internal ref readonly NodeData Data(int index) => ref nodes[index];

    internal SyntaxNode? ParentOf(SyntaxNode node)
    {
        if (node.Index == 0)
        {
            return null;
        }

        var parent = 0;
        while (true)
        {
            var child = parent + 1;
            while (nodes[child].Next <= node.Index)
            {
                child = nodes[child].Next;
            }

            if (child == node.Index)
            {
                return new SyntaxNode(this, parent);
            }

            parent = child;
        }
    }

    // What the text ends inside of reaches over the white space behind it, where the next field will be typed.
    private static SyntaxNode? OpenChildBefore(SyntaxNode node, int offset)
    {
        SyntaxNode? last = null;
        foreach (var child in node.Children)
        {
            last = child.Span.Start < offset ? child : last;
        }

        return last is { } candidate && IsOpen(candidate) ? candidate : null;
    }

    private static bool IsOpen(SyntaxNode node)
    {
        SyntaxNode? last = null;
        foreach (var child in node.Children)
        {
            last = child;
        }

        return node.IsContainer
            ? node.IsBroken && (last?.Span.End == node.Span.End || node.Source[^1] is not (')' or ']' or '}'))
            : last is { } content && IsOpen(content);
    }

    // Of two neighbours that touch the offset, the one that starts there is what an editor's caret means.
    private static SyntaxNode? ChildAt(SyntaxNode node, int offset)
    {
        SyntaxNode? found = null;
        foreach (var child in node.Children)
        {
            if (child.Span.Start > offset)
            {
                break;
            }

            if (child.Span.Touches(offset))
            {
                found = child;
            }
        }

        return found;
    }
}
