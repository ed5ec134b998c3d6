using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Binding;

/// <summary>Stands for the converter of a type that refers to itself, until that is built.</summary>
internal sealed class DeferredConverter<T> : RonConverter<T>
{
    public RonConverter<T>? Target { get; set; }

    internal override bool IsUnwrapped => Target!.IsUnwrapped;

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => Target!.TryRead(node, context, out value);

    public override void Write(RonWriter writer, T value, RonWriteContext context) => Target!.Write(writer, value, context);

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => Target!.TryReadPlain(ref reader, out value);

    internal override bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => Target!.TryReadPlainContent(ref reader, out value);

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
        => Target!.TryReadContent(node, context, out value);

    internal override void WriteContent(RonWriter writer, string name, T value, RonWriteContext context)
        => Target!.WriteContent(writer, name, value, context);
}
