using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Merging;

/// <summary>A body as it stands and as it reads with the values of its references.</summary>
/// <param name="Bytes">The body as it stands.</param>
/// <param name="Resolved">The body with values in the place of references.</param>
/// <param name="Tree">The tree of the body as it stands; null when it is other text or does not parse.</param>
/// <param name="Root">Nodes of the body as it stands with the values that they mean; null without a tree.</param>
/// <param name="Lookup">Values of references.</param>
internal sealed record MergeSource(
    ReadOnlyMemory<byte> Bytes,
    ReadOnlyMemory<byte> Resolved,
    SyntaxTree? Tree,
    ValueNode? Root,
    Func<OutputReference, string?> Lookup)
{
    /// <summary>Whether it is RON or JSON only after its references are replaced.</summary>
    public bool IsTemplate { get; private init; }

    /// <summary>A part of the body as it reads.</summary>
    public string Resolve(string part)
        => ReferencePattern.Expression().Replace(part, match => Lookup(ReferencePattern.ReferenceOf(match)) ?? match.Value);

    public static MergeSource Read(BodyFormat format, ReadOnlyMemory<byte> body, Func<OutputReference, string?> lookup)
    {
        var resolved = ReferenceTemplate.Resolve(format, body, lookup);
        var tree = BodyTrees.Parse(format, body.Span);
        var root = tree?.Value is { } node && ValueNode.Read(BodyTrees.Parse(format, resolved.Bytes.Span)) is { } value
            && tree.NodeCount == value.Node.Tree.NodeCount && tree.Diagnostics.Count == 0
            ? new ValueNode(node, value.Value)
            : null;
        return new(body, resolved.Bytes, root is null ? null : tree, root, lookup) { IsTemplate = resolved.Hint is not null };
    }
}
