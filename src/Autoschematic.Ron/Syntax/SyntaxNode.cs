using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Syntax;

/// <summary>A place in a syntax tree; a small value that can be copied freely.</summary>
public readonly record struct SyntaxNode
{
    private readonly SyntaxTree tree;

    internal SyntaxNode(SyntaxTree tree, int index)
    {
        this.tree = tree;
        Index = index;
    }

    /// <summary>The tree the node belongs to.</summary>
    public SyntaxTree Tree => tree;

    /// <summary>Position in document order; a parent comes before its children.</summary>
    public int Index { get; }

    /// <summary>What the node is.</summary>
    public SyntaxKind Kind => tree.Data(Index).Kind;

    /// <summary>The text of the node, without the white space and comments around it.</summary>
    public TextSpan Span
    {
        get
        {
            ref readonly var data = ref tree.Data(Index);
            return TextSpan.FromBounds(data.Start, data.End);
        }
    }

    /// <summary>Whether the node itself has a syntax error, its child values aside.</summary>
    public bool IsBroken => tree.Data(Index).IsBroken;

    /// <summary>Whether the node stands for a value.</summary>
    public bool IsValue => Kind is >= SyntaxKind.Integer and <= SyntaxKind.Map;

    /// <summary>Whether the node is a list, map, tuple or struct.</summary>
    public bool IsContainer => Kind is >= SyntaxKind.Tuple and <= SyntaxKind.Map;

    /// <summary>The children in document order.</summary>
    public SyntaxChildren Children => new(this);

    /// <summary>The enclosing node; null for the document.</summary>
    public SyntaxNode? Parent => tree.ParentOf(this);

    /// <summary>The node's own text.</summary>
    public ReadOnlySpan<char> Source
    {
        get
        {
            ref readonly var data = ref tree.Data(Index);
            return tree.Text.Text.AsSpan(data.Start, data.End - data.Start);
        }
    }

    /// <summary>The name of a struct, tuple or field node; null when it has none.</summary>
    public SyntaxNode? Name => Kind switch
    {
        SyntaxKind.Name or SyntaxKind.Identifier => this,
        SyntaxKind.Struct or SyntaxKind.Tuple or SyntaxKind.Field => First() is { Kind: SyntaxKind.Name } name ? name : null,
        _ => null,
    };

    /// <summary>The text of <see cref="Name"/> without <c>r#</c>; null when there is no name.</summary>
    public string? NameText => Name is { } name ? WithoutRawPrefix(name.Source).ToString() : null;

    /// <summary>The key of an entry (or name of a field); null for other nodes.</summary>
    public SyntaxNode? Key => Kind is SyntaxKind.Entry or SyntaxKind.Field ? First() : null;

    /// <summary>The value of a field, entry, <c>Some</c> without parentheses or document; null when it has none.</summary>
    public SyntaxNode? Value
    {
        get
        {
            if (Kind is not (SyntaxKind.Field or SyntaxKind.Entry or SyntaxKind.BareSome or SyntaxKind.Document))
            {
                return null;
            }

            var keys = Kind is SyntaxKind.Field or SyntaxKind.Entry ? 1 : 0;
            foreach (var child in Children)
            {
                if (keys-- <= 0 && (child.IsValue || child.Kind == SyntaxKind.Missing))
                {
                    return child;
                }
            }

            return null;
        }
    }

    /// <summary>Whether it is <c>Some(…)</c>.</summary>
    internal bool IsSome => Kind is SyntaxKind.Tuple or SyntaxKind.Struct && Name is { } name && name.Source is "Some";

    internal static ReadOnlySpan<char> WithoutRawPrefix(ReadOnlySpan<char> name)
        => name.StartsWith("r#") ? name[2..] : name;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}{Span}";

    private SyntaxNode? First()
        => tree.Data(Index).Next > Index + 1 ? new SyntaxNode(tree, Index + 1) : null;
}
