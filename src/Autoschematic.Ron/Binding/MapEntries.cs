using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Binding;

/// <summary>What all converters of maps share.</summary>
internal static class MapEntries
{
    /// <summary>Whether a node is a map; reports when it is another value.</summary>
    public static bool Expect(SyntaxNode node, RonReadContext context)
    {
        if (node.Kind != SyntaxKind.Map && node.IsValue)
        {
            context.Report(BindingDiagnostics.WrongKind(context.LocationOf(node), "a map `{…}`", SyntaxWords.Describe(node)));
        }

        return node.Kind == SyntaxKind.Map;
    }
}
