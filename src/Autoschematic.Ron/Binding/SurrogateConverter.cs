using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType;

namespace Autoschematic.Ron.Binding;

/// <summary>A type that is read and written as another one.</summary>
internal sealed class SurrogateConverter<T, TSurrogate>(IMarshaler<T, TSurrogate> marshaler, RonConverter<TSurrogate> inner) : RonConverter<T>
{
    internal override bool IsUnwrapped => inner.IsUnwrapped;

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = inner.TryRead(node, context, out var surrogate) ? marshaler.Unmarshal(surrogate) : default;
        return value is not null;
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context)
        => inner.Write(writer, marshaler.Marshal(value)!, context);

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = inner.TryReadPlain(ref reader, out var surrogate) ? marshaler.Unmarshal(surrogate) : default;
        return value is not null;
    }

    internal override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = inner.TryReadPlainContent(ref reader, out var surrogate) ? marshaler.Unmarshal(surrogate) : default;
        return value is not null;
    }

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = inner.TryReadContent(node, context, out var surrogate) ? marshaler.Unmarshal(surrogate) : default;
        return value is not null;
    }

    internal override void WriteContent(RonWriter writer, string name, T value, RonWriteContext context)
        => inner.WriteContent(writer, name, marshaler.Marshal(value)!, context);
}
