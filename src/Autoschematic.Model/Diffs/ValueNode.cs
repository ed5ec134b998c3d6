using Autoschematic.Model.Canonical;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Diffs;

/// <summary>A value together with the node that it was read from.</summary>
internal sealed record ValueNode(SyntaxNode Node, RonValue Value)
{
    private string? canonical;

    /// <summary>The value of a tree; null when it is not valid.</summary>
    public static ValueNode? Read(SyntaxTree? tree)
        => tree is { Value: { } node } && tree.ToValue([]) is { } value ? new(node, ExactIntegers.Keep(node, value)) : null;

    /// <summary>A text that is equal exactly for equal values.</summary>
    public string Canonical => canonical ??= Convert.ToHexString(CanonicalEncoder.Encode(Value).Span);

    /// <summary>The source of the value; lines after the first lose the indentation they share.</summary>
    public string Source
    {
        get
        {
            var lines = Node.Source.ToString().ReplaceLineEndings("\n").Split('\n');
            var shared = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
            return string.Join('\n', lines.Select((line, index) => index == 0 ? line : line.Length >= shared ? line[shared..] : line.TrimStart()));
        }
    }

    /// <summary>What an option holds; the value itself otherwise.</summary>
    public ValueNode Unwrapped
        => Value is RonValue.Some some && Node.Kind is SyntaxKind.BareSome or SyntaxKind.Tuple && Values(Node) is [var inner]
            ? new ValueNode(inner, some.Value).Unwrapped
            : this;

    /// <summary>Named members of a struct or map, in source order; null for other values.</summary>
    public IReadOnlyList<KeyValuePair<RonPathSegment, ValueNode>>? Members(bool isJson)
    {
        var nodes = Node.Children.Where(child => child.Kind is SyntaxKind.Field or SyntaxKind.Entry).ToList();
        return Value switch
        {
            RonValue.Struct record when record.Fields.Count == nodes.Count
                => [.. record.Fields.Zip(nodes, (field, node) => Member(new RonPathSegment.Field(field.Key), node, field.Value))],
            RonValue.Map map when map.Entries.Count == nodes.Count && Node.Kind == SyntaxKind.Map
                => [.. map.Entries.Zip(nodes, (entry, node) => Member(SegmentOf(entry.Key, node, isJson), node, entry.Value))],
            _ => null,
        };
    }

    /// <summary>The elements of a list or tuple; null for other values.</summary>
    public IReadOnlyList<ValueNode>? Elements()
    {
        var nodes = Values(Node);
        return Value switch
        {
            RonValue.List list when Node.Kind == SyntaxKind.List && list.Items.Count == nodes.Count
                => [.. list.Items.Zip(nodes, (item, node) => new ValueNode(node, item))],
            RonValue.Tuple tuple when Node.Kind == SyntaxKind.Tuple && tuple.Items.Count == nodes.Count
                => [.. tuple.Items.Zip(nodes, (item, node) => new ValueNode(node, item))],
            _ => null,
        };
    }

    /// <summary>Name of a struct or tuple; values with different names are never compared field by field.</summary>
    public string? Name => Value switch
    {
        RonValue.Struct record => record.Name,
        RonValue.Tuple tuple => tuple.Name,
        _ => null,
    };

    /// <summary>Whether it is what another struct looks like without any field: `()` and `A()` do not tell structs from tuples.</summary>
    public bool IsBareOf(ValueNode other)
        => other.Value is RonValue.Struct && Value is RonValue.Unit { Name: null } or RonValue.Tuple { Items.Count: 0 } && Name == other.Name;

    private static List<SyntaxNode> Values(SyntaxNode node) => [.. node.Children.Where(child => child.IsValue)];

    private static KeyValuePair<RonPathSegment, ValueNode> Member(RonPathSegment segment, SyntaxNode node, RonValue value)
        => new(segment, new ValueNode(node.Value!.Value, value));

    private static RonPathSegment SegmentOf(RonValue key, SyntaxNode node, bool isJson)
        => key is not RonValue.Text text ? new RonPathSegment.Key(node.Key!.Value.Source.ToString())
            : isJson && IsIdentifier(text.Value) ? new RonPathSegment.Field(text.Value)
            : new RonPathSegment.Key(text.Value);

    private static bool IsIdentifier(string text)
        => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
