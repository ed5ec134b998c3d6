using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using PolyType;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Closed record families, which are Rust's enums: unit, tuple and struct variants.</summary>
internal sealed class UnionConverter<T>(string name, UnionCase<T>[] cases, Getter<T, int> indexOf) : RonConverter<T>
{
    private readonly bool isPlain = cases.All(@case => PlainWords.IsPlain(@case.Name));

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return Variant.Find(node, context, name, cases.Select(@case => @case.Name)) is { } found
            && cases[found.Index].TryRead(node, context, found.Name, out value);
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!isPlain)
        {
            return reader.GiveUp();
        }

        reader.Peek();
        var word = reader.ReadWord();
        foreach (var @case in cases)
        {
            if (word.SequenceEqual(@case.Name))
            {
                return @case.TryReadPlain(ref reader, out value);
            }
        }

        return false;
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context)
    {
        var index = indexOf(ref value);
        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"`{name}` has no variant for this type");
        }

        cases[index].Write(writer, value, context);
    }
}

/// <summary>One variant of a closed record family.</summary>
internal abstract class UnionCase<T>(string name)
{
    public string Name => name;

    public abstract bool TryRead(SyntaxNode node, RonReadContext context, TextSpan identifier, [MaybeNullWhen(false)] out T value);

    /// <summary>Reads what follows the variant's name.</summary>
    public abstract bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value);

    public abstract void Write(RonWriter writer, T value, RonWriteContext context);
}

/// <summary>One variant of a closed record family; what is in it is looked at when it first occurs, since most documents hold few of many.</summary>
internal sealed class UnionCase<TCase, T>(string name, IUnionCaseShape<TCase, T> shape, ConverterBuilder builder) : UnionCase<T>(name)
{
    private readonly IMarshaler<TCase, T> marshaler = shape.Marshaler;
    private RecordConverter<TCase>? record;

    private RecordConverter<TCase> Record => record ??= builder.BuildCase(shape.UnionCaseType);

    public override bool TryRead(SyntaxNode node, RonReadContext context, TextSpan identifier, [MaybeNullWhen(false)] out T value)
    {
        value = Record.TryReadVariant(node, context, identifier, out var content) ? marshaler.Marshal(content) : default;
        return value is not null;
    }

    public override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = Record.TryReadPlainVariant(ref reader, out var content) ? marshaler.Marshal(content) : default;
        return value is not null;
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context)
        => Record.WriteVariant(writer, Name, marshaler.Unmarshal(value)!, context);
}
