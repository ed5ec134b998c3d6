using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Plain tuples without a name.</summary>
internal sealed class PlainTupleConverter<T, TState>(RecordFactory<T, TState> factory) : RonConverter<T>
    where TState : IArgumentState
{
    internal override bool IsUnwrapped => true;

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        if ((node.Kind == SyntaxKind.Tuple && node.Name is null) || (context.IsJson && node.Kind == SyntaxKind.List))
        {
            return TryReadContent(node, context, out value);
        }

        if (node.IsValue)
        {
            context.Report(BindingDiagnostics.WrongKind(context.LocationOf(node), "a tuple `(…)`", SyntaxWords.Describe(node)));
        }

        value = default;
        return false;
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context)
        => PositionalItems.Write(factory, writer, null, value, context);

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return reader.TryOpen('(') && factory.TryReadPlainItems(ref reader, out value);
    }

    internal override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => factory.TryReadPlainItems(ref reader, out value);

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => PositionalItems.TryMake(factory, node, context, out value);

    internal override void WriteContent(RonWriter writer, string name, T value, RonWriteContext context)
        => PositionalItems.Write(factory, writer, name, value, context);
}
