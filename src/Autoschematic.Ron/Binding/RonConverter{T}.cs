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
