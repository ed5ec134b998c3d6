using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Binding;

/// <summary>Takes the one value out of <c>Name(value)</c>.</summary>
internal static class SingleItem
{
    /// <summary>The value between a node's parentheses; null after reporting that there is none or more than one.</summary>
    public static SyntaxNode? Of(SyntaxNode node, RonReadContext context)
    {
        if (node.Kind == SyntaxKind.Struct)
        {
            var field = node.Children.First(child => child.Kind == SyntaxKind.Field);
            context.Report(BindingDiagnostics.WrongKind(context.LocationOf(field.Name ?? field), "one value", "named fields"));
            return null;
        }

        SyntaxNode? item = null;
        foreach (var child in node.Children)
        {
            if (child.Kind is SyntaxKind.Name or SyntaxKind.Error)
            {
                continue;
            }

            if (item is not null)
            {
                context.Report(BindingDiagnostics.TooManyValues(context.LocationAt(child.Span.Start), 1));
                return null;
            }

            item = child;
        }

        if (item is null && !node.IsBroken)
        {
            context.Report(BindingDiagnostics.TooFewValues(context.LocationAt(node.Span.End - 1, 1), 1, 0));
        }

        return item;
    }
}
