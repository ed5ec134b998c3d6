using Autoschematic.Model.Canonical;
using Autoschematic.Model.Diffs;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Merging;

/// <summary>A field or entry.</summary>
/// <param name="Id">Equal for equal names and keys, however they are written.</param>
internal sealed record MergeMember(string Id, ValueNode Value)
{
    /// <summary>The members of a struct or map in source order; null for other values.</summary>
    public static IReadOnlyList<MergeMember>? Of(ValueNode whole)
    {
        var nodes = whole.Node.Children.Where(child => child.Kind is SyntaxKind.Field or SyntaxKind.Entry).ToList();
        return whole.Value switch
        {
            RonValue.Struct record when record.Fields.Count == nodes.Count
                => [.. record.Fields.Zip(nodes, (field, node) => new MergeMember(field.Key, new(node.Value!.Value, field.Value)))],
            RonValue.Map map when whole.Node.Kind == SyntaxKind.Map && map.Entries.Count == nodes.Count => Entries(map, nodes),

            // `Some(a: 1)`: the struct inside has no parentheses of its own.
            RonValue.Some { Value: RonValue.Map map } when whole.Node.Kind == SyntaxKind.Struct && map.Entries.Count == nodes.Count => Entries(map, nodes),
            _ => null,
        };
    }

    private static IReadOnlyList<MergeMember> Entries(RonValue.Map map, List<SyntaxNode> nodes)
        => [.. map.Entries.Zip(nodes, (entry, node) => new MergeMember(
            Convert.ToHexString(CanonicalEncoder.Encode(entry.Key).Span), new(node.Value!.Value, entry.Value)))];
}
