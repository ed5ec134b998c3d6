using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Records with named fields.</summary>
internal sealed class StructConverter<T, TState>(RecordFactory<T, TState> factory) : RecordConverter<T>(factory.Name)
    where TState : IArgumentState
{
    protected override bool HasFields => true;

    internal override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => factory.TryReadPlainFields(ref reader, out value);

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        var fields = new SyntaxNode?[factory.Fields.Count];
        var found = new FieldFinder<T, TState>(factory, context, fields);
        var complete = node.Kind is SyntaxKind.Struct or SyntaxKind.Map ? FindFields(node, found) : FindNothing(node, found, context);
        if (!found.IsGuessing && !node.IsBroken)
        {
            complete &= ReportMissing(node, fields, found, context);
        }

        return factory.TryMake(node, fields, context, complete, out value) && complete;
    }

    internal override void WriteContent(RonWriter writer, string variant, T value, RonWriteContext context)
    {
        writer.BeginStruct(variant);
        foreach (var field in factory.Fields)
        {
            if (field.Property is { CanWrite: true } property && !(field.IsOmittedWhenNull && property.IsNull(ref value)))
            {
                writer.BeginField(field.Name);
                property.Write(writer, ref value, context);
                writer.EndElement();
            }
        }

        writer.End();
    }

    private static bool FindFields(SyntaxNode node, FieldFinder<T, TState> found)
    {
        var complete = true;
        foreach (var child in node.Children)
        {
            switch (child.Kind)
            {
                case SyntaxKind.Field when child.Name is { } name:
                    complete &= found.Add(name, child.Value);
                    break;
                case SyntaxKind.Entry when child.Key is { Kind: SyntaxKind.String, IsBroken: false } key:
                    complete &= found.Add(key, child.Value);
                    break;
                case SyntaxKind.Field or SyntaxKind.Entry or SyntaxKind.Error:
                    found.IsGuessing = true;
                    complete = false;
                    break;
            }
        }

        return complete;
    }

    // `Name(a, b)`: the parser saw no field, so the first thing in the parentheses is wrong, and the rest is not looked at.
    private static bool FindNothing(SyntaxNode node, FieldFinder<T, TState> found, RonReadContext context)
    {
        foreach (var child in node.Children)
        {
            if (child.Kind == SyntaxKind.Name)
            {
                continue;
            }

            found.IsGuessing = true;
            if (child.IsValue)
            {
                found.RefuseValue(child, context);
            }

            return false;
        }

        return true;
    }

    private bool ReportMissing(SyntaxNode node, SyntaxNode?[] fields, FieldFinder<T, TState> found, RonReadContext context)
    {
        var complete = true;
        for (var index = 0; index < fields.Length; index++)
        {
            if (fields[index] is null && factory.Fields[index].IsRequired)
            {
                complete = false;
                if (found.IsSuggested(factory.Fields[index].Name))
                {
                    continue;
                }

                context.Report(BindingDiagnostics.MissingField(
                    context.Tree.LocationOf(new TextSpan(node.Span.End - 1, 1)), factory.Fields[index].Name, OwnerOf(node), context.IsJson));
            }
        }

        return complete;
    }

    private string OwnerOf(SyntaxNode node) => node.NameText is { } name && name != "Some" ? name : Name;
}
