using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Binding;

/// <summary>Adds to a value the place where it stands.</summary>
internal sealed class LocatedConverter<T>(RonConverter<T> inner) : RonConverter<Located<T>>
{
    internal override bool IsUnwrapped => inner.IsUnwrapped;

    public override bool TryRead(SyntaxNode node, RonReadContext context, out Located<T> value)
    {
        var complete = inner.TryRead(node, context, out var content);
        value = new(content!, context.Tree.LocationOf(node));
        return complete;
    }

    public override void Write(RonWriter writer, Located<T> value, RonWriteContext context) => inner.Write(writer, value.Value, context);

    internal override bool TryReadPlain(ref PlainReader reader, out Located<T> value)
    {
        reader.Peek();
        var start = reader.Position;
        var complete = inner.TryReadPlain(ref reader, out var content);
        value = new(content!, complete ? reader.LocationFrom(start) : null);
        return complete;
    }

    // The whole variant is the place of what it holds, and that has begun before the parenthesis.
    internal override bool TryReadPlainContent(ref PlainReader reader, out Located<T> value)
    {
        value = default;
        return reader.GiveUp();
    }

    internal override bool TryReadContent(SyntaxNode node, RonReadContext context, out Located<T> value)
    {
        var complete = inner.TryReadContent(node, context, out var content);
        value = new(content!, context.Tree.LocationOf(node));
        return complete;
    }

    internal override void WriteContent(RonWriter writer, string name, Located<T> value, RonWriteContext context)
        => inner.WriteContent(writer, name, value.Value, context);
}
