namespace Autoschematic.Ron.Syntax;

/// <summary>Where a value lies in a document, as in <c>prefixes["main"].connectors[0].spec</c>.</summary>
/// <param name="Segments">The steps from the root value.</param>
public sealed record RonPath(IReadOnlyList<RonPathSegment> Segments)
{
    /// <summary>The root value.</summary>
    public static RonPath Root { get; } = new([]);

    /// <summary>The path of the value that a node is or belongs to.</summary>
    public static RonPath Of(SyntaxNode node) => throw new NotImplementedException();

    /// <summary>Reads a path; null when the text is none.</summary>
    public static RonPath? TryParse(string text) => throw new NotImplementedException();

    /// <summary>This path and one more step.</summary>
    public RonPath Append(RonPathSegment segment) => new([.. Segments, segment]);

    internal SyntaxNode? FindIn(SyntaxTree tree) => throw new NotImplementedException();
}
