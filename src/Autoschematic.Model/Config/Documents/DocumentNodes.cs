using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Parsing;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Config.Documents;

/// <summary>
/// Finds the parts of a document in its syntax tree. What has another shape than expected is simply not found:
/// the serializer reports it, and rules still see everything else.
/// </summary>
internal sealed class DocumentNodes
{
    private readonly SyntaxTree tree;
    private readonly Dictionary<int, string> texts;

    public DocumentNodes(SyntaxTree tree)
    {
        this.tree = tree;
        texts = tree.StringLiterals().ToDictionary(literal => literal.Node.Index, literal => literal.Value);
    }

    public SyntaxNode? Root => Inner(tree.Value);

    public SourceLocation LocationOf(SyntaxNode node) => tree.LocationOf(node);

    /// <summary>The value of a struct's field.</summary>
    public SyntaxNode? Field(SyntaxNode? node, string name)
        => FieldNode(node, name) is { } field ? Inner(field.Value) : null;

    /// <summary>The fields of a struct, name and value each.</summary>
    public IEnumerable<SyntaxNode> Fields(SyntaxNode? node)
        => node is { Kind: SyntaxKind.Struct } record ? record.Children.Where(child => child.Kind == SyntaxKind.Field) : [];

    /// <summary>The elements of a list.</summary>
    public IEnumerable<SyntaxNode> Items(SyntaxNode? node)
        => node is { Kind: SyntaxKind.List } list ? list.Children.Where(child => child.IsValue) : [];

    /// <summary>The entries of a map whose keys are texts.</summary>
    public IEnumerable<TextEntry> Entries(SyntaxNode? node)
    {
        if (node is not { Kind: SyntaxKind.Map } map)
        {
            yield break;
        }

        foreach (var entry in map.Children)
        {
            if (entry.Key is { } key && Text(key) is { } text)
            {
                yield return new(key, text, Inner(entry.Value));
            }
        }
    }

    /// <summary>The value of a string literal.</summary>
    public string? Text(SyntaxNode? node) => node is { } literal && texts.TryGetValue(literal.Index, out var text) ? text : null;

    /// <summary>Every map of the document whose keys repeat: the repeated key and the one before it.</summary>
    public IEnumerable<(SyntaxNode Repeated, SyntaxNode First, string Text)> RepeatedKeys()
    {
        foreach (var map in tree.Nodes().Where(node => node.Kind == SyntaxKind.Map))
        {
            var keys = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
            foreach (var entry in map.Children)
            {
                if (entry.Key is { } key && Text(key) is { } text && !keys.TryAdd(text, key))
                {
                    yield return (key, keys[text], text);
                }
            }
        }
    }

    private SyntaxNode? FieldNode(SyntaxNode? node, string name)
    {
        foreach (var field in Fields(node))
        {
            if (field.NameText == name)
            {
                return field;
            }
        }

        return null;
    }

    // `Some(x)` and `Some x` mean x wherever a field is optional; `r#Some(x)` is a struct of that name.
    private static SyntaxNode? Inner(SyntaxNode? node)
    {
        while (node is { } wrapped)
        {
            if (wrapped.Kind == SyntaxKind.BareSome)
            {
                node = wrapped.Value;
            }
            else if (wrapped.Kind == SyntaxKind.Tuple && wrapped.Name is { } name && name.Source is "Some")
            {
                node = wrapped.Children.Where(child => child.IsValue).Select(child => (SyntaxNode?)child).FirstOrDefault();
            }
            else
            {
                break;
            }
        }

        return node;
    }
}
