using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Values;

/// <summary>Reads the extensions that a document enables.</summary>
internal static class DocumentExtensions
{
    public static RonExtensions Of(SyntaxTree tree)
    {
        var extensions = RonExtensions.None;
        foreach (var attribute in tree.Root.Children)
        {
            if (attribute.Kind != SyntaxKind.Attribute)
            {
                break;
            }

            foreach (var name in attribute.Children)
            {
                extensions |= Of(SyntaxNode.WithoutRawPrefix(name.Source));
            }
        }

        return extensions;
    }

    /// <summary>The extension of a name; none when there is no such one.</summary>
    public static RonExtensions Of(ReadOnlySpan<char> name) => name switch
    {
        "unwrap_newtypes" => RonExtensions.UnwrapNewtypes,
        "implicit_some" => RonExtensions.ImplicitSome,
        "unwrap_variant_newtypes" => RonExtensions.UnwrapVariantNewtypes,
        "explicit_struct_names" => RonExtensions.ExplicitStructNames,
        _ => RonExtensions.None,
    };
}
