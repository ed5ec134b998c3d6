using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Records whose values stand by position, and records without any.</summary>
internal sealed class TupleConverter<T, TState>(RecordFactory<T, TState> factory) : RecordConverter<T>(factory.Name)
    where TState : IArgumentState
{
    protected override bool IsUnit => factory.Fields.Count == 0;

    protected override bool TryMakePlainUnit([MaybeNullWhen(false)] out T value) => factory.TryMakePlain(out value);

    public override void WriteVariant(RonWriter writer, string variant, T value, RonWriteContext context)
    {
        if (IsUnit)
        {
            writer.WriteName(variant);
        }
        else
        {
            WriteContent(writer, variant, value, context);
        }
    }

    internal override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => factory.TryReadPlainItems(ref reader, out value);

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => PositionalItems.TryMake(factory, node, context, out value);

    internal override void WriteContent(RonWriter writer, string variant, T value, RonWriteContext context)
        => PositionalItems.Write(factory, writer, variant, value, context);
}
