using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.Ron.Binding;

/// <summary>Reads and writes the values of one type.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class RonConverter<T> : RonConverter
{
    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <summary>Reads a value; false after reporting why it cannot.</summary>
    /// <param name="node">The value's node; nodes that are not values have been reported already.</param>
    /// <param name="context">Receives errors.</param>
    /// <param name="value">The value.</param>
    public abstract bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The value.</param>
    /// <param name="context">The options.</param>
    public abstract void Write(RonWriter writer, T value, RonWriteContext context);

    /// <summary>Whether documents of this type are better not tried without a tree, since that has failed before because of the type.</summary>
    internal bool NeedsTree { get; set; }

    /// <summary>Reads a value without a tree; false when a tree must be made, be it only to explain an error.</summary>
    internal virtual bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return reader.GiveUp();
    }

    /// <summary>Reads a value from what stands behind an opening parenthesis, and passes the closing one.</summary>
    internal virtual bool TryReadPlainContent(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => TryReadPlainItem(ref reader, out value);

    /// <summary>Reads the one value behind an opening parenthesis, and passes the closing one.</summary>
    internal bool TryReadPlainItem(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
        => TryReadPlain(ref reader, out value) && reader.TryPassComma(')') && reader.Peek() == ')' && reader.Close();

    /// <summary>Whether the value's own name and parentheses are left out inside <c>Some(…)</c> and newtype variants.</summary>
    internal virtual bool IsUnwrapped => false;

    /// <summary>Reads a value from what stands between the parentheses of a node.</summary>
    internal virtual bool TryReadContent(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return SingleItem.Of(node, context) is { } item && TryRead(item, context, out value);
    }

    /// <summary>Writes a value as the content of a variant: <c>Name(…)</c>.</summary>
    internal virtual void WriteContent(RonWriter writer, string name, T value, RonWriteContext context)
    {
        writer.BeginTuple(name);
        writer.BeginElement();
        Write(writer, value, context);
        writer.EndElement();
        writer.End();
    }
}
