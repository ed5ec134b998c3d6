using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Records with one value by position: bare when they stand alone, and in a variant without the content's own name and parentheses.</summary>
internal sealed class NewtypeConverter<T, TState>(RecordFactory<T, TState> factory) : RecordConverter<T>(factory.Name)
    where TState : IArgumentState
{
    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => context.Has(RonExtensions.UnwrapNewtypes)
            ? factory.TryMake(node, [node], context, true, out value)
            : base.TryRead(node, context, out value);

    public override void Write(RonWriter writer, T value, RonWriteContext context)
    {
        if (context.Has(RonExtensions.UnwrapNewtypes))
        {
            factory.Fields[0].Property!.Write(writer, ref value, context);
        }
        else
        {
            WriteContent(writer, Name, value, context);
        }
    }

    public override void WriteVariant(RonWriter writer, string variant, T value, RonWriteContext context)
    {
        if (context.Has(RonExtensions.UnwrapVariantNewtypes))
        {
            factory.Fields[0].Property!.WriteContent(writer, variant, ref value, context);
        }
        else
        {
            WriteContent(writer, variant, value, context);
        }
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => reader.Has(RonExtensions.UnwrapNewtypes)
            ? factory.TryReadPlainValue(ref reader, isContent: false, out value)
            : base.TryReadPlain(ref reader, out value);

    internal override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => factory.TryReadPlainItems(ref reader, out value);

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => PositionalItems.TryMake(factory, node, context, out value);

    internal override void WriteContent(RonWriter writer, string variant, T value, RonWriteContext context)
        => PositionalItems.Write(factory, writer, variant, value, context);

    protected override bool TryReadPlainVariantContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => reader.Has(RonExtensions.UnwrapVariantNewtypes)
            ? factory.TryReadPlainValue(ref reader, isContent: true, out value)
            : TryReadPlainContent(ref reader, out value);

    protected override bool TryReadVariantContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => context.Has(RonExtensions.UnwrapVariantNewtypes)
            ? factory.TryMake(node, [node], context, true, out value, isContent: true)
            : TryReadContent(node, context, out value);
}
