using System.Text;

namespace Autoschematic.Ron.Syntax;

/// <summary>Where a value lies in a document, as in <c>prefixes["main"].connectors[0].spec</c>; <c>Some</c> is no step of its own.</summary>
public sealed class RonPath : IEquatable<RonPath>
{
    /// <summary>Makes a path from its steps.</summary>
    /// <param name="segments">The steps from the root value.</param>
    public RonPath(IEnumerable<RonPathSegment> segments) => Segments = [.. segments];

    /// <summary>The root value.</summary>
    public static RonPath Root { get; } = new([]);

    /// <summary>The steps from the root value.</summary>
    public IReadOnlyList<RonPathSegment> Segments { get; }

    /// <summary>The path of the value that a node is or belongs to.</summary>
    /// <param name="node">A node of any kind.</param>
    public static RonPath Of(SyntaxNode node)
    {
        var segments = new List<RonPathSegment>();
        var current = node.Tree.Value;
        while (current is { } value && value.Index < node.Index)
        {
            var position = 0;
            SyntaxNode? next = null;
            foreach (var child in value.Children)
            {
                if (child.Index <= node.Index && node.Index < node.Tree.Data(child.Index).Next)
                {
                    if (PathSteps.StepInto(value, child, position) is { } step)
                    {
                        segments.Add(step);
                    }

                    next = child.Kind is SyntaxKind.Field or SyntaxKind.Entry ? ValueWith(child, node) : child.IsValue ? child : null;
                    break;
                }

                position += child.IsValue ? 1 : 0;
            }

            current = next;
        }

        return new RonPath(segments);
    }

    /// <summary>Reads a path; null when the text is none.</summary>
    /// <param name="text">The path, as <see cref="ToString"/> writes it.</param>
    public static RonPath? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var segments = new List<RonPathSegment>();
        var offset = 0;
        while (offset < text.Length)
        {
            var segment = text[offset] == '['
                ? PathSteps.ReadBracket(text, ref offset)
                : PathSteps.ReadField(text, ref offset, first: segments.Count == 0);
            if (segment is null)
            {
                return null;
            }

            segments.Add(segment);
        }

        return new RonPath(segments);
    }

    /// <summary>This path and one more step.</summary>
    /// <param name="segment">The step.</param>
    public RonPath Append(RonPathSegment segment) => new([.. Segments, segment]);

    /// <inheritdoc/>
    public bool Equals(RonPath? other) => other is not null && Segments.SequenceEqual(other.Segments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RonPath);

    /// <inheritdoc/>
    public override int GetHashCode() => Segments.Aggregate(0, HashCode.Combine);

    /// <summary>The path as text; the root is empty.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder();
        foreach (var segment in Segments)
        {
            builder.Append(segment is RonPathSegment.Field && builder.Length > 0 ? "." : "").Append(segment);
        }

        return builder.ToString();
    }

    internal SyntaxNode? FindIn(SyntaxTree tree)
    {
        var current = tree.Value;
        foreach (var segment in Segments)
        {
            current = current is { } value && PathSteps.Find(value, segment) is { } child
                ? child.Kind is SyntaxKind.Field or SyntaxKind.Entry ? child.Value : child
                : null;
        }

        return current is { IsValue: true } ? current : null;
    }

    private static SyntaxNode? ValueWith(SyntaxNode owner, SyntaxNode node)
        => owner.Value is { } value && value.Index <= node.Index ? value : null;
}
