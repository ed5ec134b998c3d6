using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Editing;

/// <summary>A change at a node of a tree that neither adds nor takes away elements, so that many can be made at once.</summary>
public abstract record NodeEdit
{
    private NodeEdit()
    {
    }

    /// <summary>Puts another value in the place of one.</summary>
    /// <param name="Node">The value.</param>
    /// <param name="Source">The new value's source.</param>
    public sealed record Replacement(SyntaxNode Node, string Source) : NodeEdit;

    /// <summary>Puts line comments above a value, before the name or key that it belongs to.</summary>
    /// <param name="Node">The value.</param>
    /// <param name="Lines">The comments' lines, without the slashes.</param>
    public sealed record CommentAbove(SyntaxNode Node, IReadOnlyList<string> Lines) : NodeEdit;

    /// <summary>Puts line comments behind the last element of a list, map, tuple or struct.</summary>
    /// <param name="Container">The value.</param>
    /// <param name="Lines">The comments' lines, without the slashes.</param>
    public sealed record CommentAtEnd(SyntaxNode Container, IReadOnlyList<string> Lines) : NodeEdit;
}
