using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>One field of a record: how it gets into the constructor or property, and out of the record.</summary>
internal sealed record RecordField<T, TState>(
    string Name, bool IsRequired, bool IsOmittedWhenNull, RecordArgument<TState>? Argument, RecordProperty<T>? Property);

/// <summary>A constructor argument.</summary>
internal abstract class RecordArgument<TState>
{
    /// <summary>Reads the argument from a value, or from what stands between a variant's parentheses.</summary>
    public abstract bool TryRead(SyntaxNode node, RonReadContext context, bool isContent, ref TState state);

    /// <summary>Reads the argument without a tree.</summary>
    public abstract bool TryReadPlain(ref PlainReader reader, bool isContent, ref TState state);

    /// <summary>Gives the argument its type's default, for options that are left out.</summary>
    public abstract void Clear(ref TState state);
}

internal sealed class RecordArgument<TState, TField>(RonConverter<TField> converter, Setter<TState, TField> setter, bool clears)
    : RecordArgument<TState>
{
    public override bool TryRead(SyntaxNode node, RonReadContext context, bool isContent, ref TState state)
    {
        if (!(isContent ? converter.TryReadContent(node, context, out var value) : converter.TryRead(node, context, out value)))
        {
            return false;
        }

        setter(ref state, value);
        return true;
    }

    public override bool TryReadPlain(ref PlainReader reader, bool isContent, ref TState state)
    {
        if (!(isContent ? converter.TryReadPlainContent(ref reader, out var value) : converter.TryReadPlain(ref reader, out value)))
        {
            return false;
        }

        setter(ref state, value);
        return true;
    }

    public override void Clear(ref TState state)
    {
        if (clears)
        {
            setter(ref state, default!);
        }
    }
}

/// <summary>A property of a record.</summary>
internal abstract class RecordProperty<T>
{
    public abstract bool CanWrite { get; }

    /// <summary>Reads the property from a value, or from what stands between a variant's parentheses.</summary>
    public abstract bool TryRead(SyntaxNode node, RonReadContext context, bool isContent, ref T target);

    /// <summary>Reads the property without a tree.</summary>
    public abstract bool TryReadPlain(ref PlainReader reader, bool isContent, ref T target);

    public abstract bool IsNull(ref T source);

    public abstract void Write(RonWriter writer, ref T source, RonWriteContext context);

    /// <summary>Writes the property as the content of a variant.</summary>
    public abstract void WriteContent(RonWriter writer, string variant, ref T source, RonWriteContext context);
}

internal sealed class RecordProperty<T, TField>(RonConverter<TField> converter, Getter<T, TField>? getter, Setter<T, TField>? setter)
    : RecordProperty<T>
{
    public override bool CanWrite => getter is not null;

    public override bool TryRead(SyntaxNode node, RonReadContext context, bool isContent, ref T target)
    {
        if (!(isContent ? converter.TryReadContent(node, context, out var value) : converter.TryRead(node, context, out value)))
        {
            return false;
        }

        setter!(ref target, value);
        return true;
    }

    public override bool TryReadPlain(ref PlainReader reader, bool isContent, ref T target)
    {
        if (!(isContent ? converter.TryReadPlainContent(ref reader, out var value) : converter.TryReadPlain(ref reader, out value)))
        {
            return false;
        }

        setter!(ref target, value);
        return true;
    }

    public override bool IsNull(ref T source) => getter!(ref source) is null;

    public override void Write(RonWriter writer, ref T source, RonWriteContext context)
        => converter.Write(writer, getter!(ref source), context);

    public override void WriteContent(RonWriter writer, string variant, ref T source, RonWriteContext context)
        => converter.WriteContent(writer, variant, getter!(ref source), context);
}
