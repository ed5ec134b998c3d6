using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;

namespace Autoschematic.Ron.Binding;

/// <summary>Describes nodes and finds the identifiers they begin with.</summary>
internal static class SyntaxWords
{
    /// <summary>The name of the variant a JSON value holds, and where it stands; null when it names none.</summary>
    public static (string Text, TextSpan Span)? JsonVariant(SyntaxNode node)
    {
        var name = node.Kind == SyntaxKind.Map && SingleEntry(node) is { Key: { } key } ? key : node;
        return name is { Kind: SyntaxKind.String, IsBroken: false } ? (Literals.TextOf(name), name.Span) : null;
    }

    /// <summary>The only entry of a map; null when there are none or more.</summary>
    public static SyntaxNode? SingleEntry(SyntaxNode map)
    {
        SyntaxNode? single = null;
        foreach (var child in map.Children)
        {
            if (single is not null)
            {
                return null;
            }

            single = child;
        }

        return single is { Kind: SyntaxKind.Entry } ? single : null;
    }

    /// <summary>The span of the identifier a value begins with: <c>Name</c>, <c>Name(…)</c>, <c>None</c>, <c>true</c>.</summary>
    public static TextSpan? LeadingIdentifier(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case SyntaxKind.Identifier or SyntaxKind.None or SyntaxKind.Boolean or SyntaxKind.Name:
                return node.Span;
            case SyntaxKind.Tuple or SyntaxKind.Struct:
                return node.Name?.Span;
            case SyntaxKind.BareSome:
                return new TextSpan(node.Span.Start, "Some".Length);
            case SyntaxKind.Float when CharacterClasses.IdentifierStart(node.Source, 0) > 0:
                return node.Span;
            default:
                return null;
        }
    }

    public static string TextOf(SyntaxNode node, TextSpan identifier)
        => SyntaxNode.WithoutRawPrefix(node.Tree.Text.Text.AsSpan(identifier.Start, identifier.Length)).ToString();

    public static string Describe(SyntaxNode node) => node.Kind switch
    {
        SyntaxKind.Integer or SyntaxKind.Float or SyntaxKind.Boolean or SyntaxKind.None or SyntaxKind.Null
            or SyntaxKind.Identifier or SyntaxKind.Unit or SyntaxKind.Byte => $"`{node.Source}`",
        SyntaxKind.String or SyntaxKind.RawString => "a string",
        SyntaxKind.ByteString or SyntaxKind.RawByteString => "a byte string",
        SyntaxKind.Character => "a character",
        SyntaxKind.List => "a list",
        SyntaxKind.Map => "a map",
        SyntaxKind.BareSome => "an option",
        SyntaxKind.Struct => node.NameText is { } name ? $"the struct `{name}`" : "a struct",
        SyntaxKind.Tuple => node.NameText is { } name ? $"`{name}(…)`" : "a tuple",
        _ => "something else",
    };
}
