using Autoschematic.Ron.Syntax;

namespace Autoschematic.Model.Merging;

/// <summary>Where in the local body something is decided.</summary>
/// <param name="Node">A value that is there, or the container of one that is not.</param>
/// <param name="Segment">The step to the value that is not there; null when it is.</param>
internal readonly record struct MergePlace(SyntaxNode Node, RonPathSegment? Segment)
{
    public static MergePlace At(SyntaxNode value) => new(value, null);

    public static MergePlace In(SyntaxNode container, RonPathSegment segment) => new(container, segment);

    public string Path => (Segment is null ? RonPath.Of(Node) : RonPath.Of(Node).Append(Segment)).ToString();
}
