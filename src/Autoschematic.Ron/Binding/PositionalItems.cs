using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Matches values by position.</summary>
internal static class PositionalItems
{
    public static bool TryMake<T, TState>(
        RecordFactory<T, TState> factory, SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        where TState : IArgumentState
    {
        var fields = new SyntaxNode?[factory.Fields.Count];
        var complete = TryFind(node, context, fields);
        return factory.TryMake(node, fields, context, complete, out value) && complete;
    }

    public static void Write<T, TState>(RecordFactory<T, TState> factory, RonWriter writer, string? name, T value, RonWriteContext context)
        where TState : IArgumentState
    {
        writer.BeginTuple(name);
        foreach (var field in factory.Fields)
        {
            writer.BeginElement();
            field.Property!.Write(writer, ref value, context);
            writer.EndElement();
        }

        writer.End();
    }

    private static bool TryFind(SyntaxNode node, RonReadContext context, SyntaxNode?[] items)
    {
        if (node.Kind == SyntaxKind.Struct)
        {
            var field = node.Children.First(child => child.Kind == SyntaxKind.Field);
            context.Report(BindingDiagnostics.WrongKind(context.LocationOf(field.Name ?? field), "values by position", "named fields"));
            return false;
        }

        var count = 0;
        foreach (var child in node.Children)
        {
            if (child.Kind is SyntaxKind.Name or SyntaxKind.Error)
            {
                continue;
            }

            if (count == items.Length)
            {
                context.Report(BindingDiagnostics.TooManyValues(context.LocationAt(child.Span.Start), items.Length));
                return false;
            }

            items[count++] = child;
        }

        if (count < items.Length && !node.IsBroken)
        {
            context.Report(BindingDiagnostics.TooFewValues(context.LocationAt(node.Span.End - 1, 1), items.Length, count));
        }

        return count == items.Length;
    }
}
