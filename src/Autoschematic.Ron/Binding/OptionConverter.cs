using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Values;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>The rules of options, whatever .NET type stands for them.</summary>
internal static class Option
{
    public static bool IsNone(SyntaxNode node) => node.Kind is SyntaxKind.None or SyntaxKind.Null;

    public static bool TryReadSome<T>(RonConverter<T> inner, SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node.IsSome)
        {
            return context.Has(RonExtensions.UnwrapVariantNewtypes)
                ? inner.TryReadContent(node, context, out value)
                : SingleItem.Of(node, context) is { } item && inner.TryRead(item, context, out value);
        }

        if (!context.Has(RonExtensions.ImplicitSome))
        {
            if (node.IsValue)
            {
                context.Report(BindingDiagnostics.OptionMissing(node.Value is { } bare ? context.LocationAt(bare.Span.Start) : context.LocationOf(node)));
            }

            return false;
        }

        return inner.TryRead(node.Kind == SyntaxKind.BareSome && node.Value is { } content ? content : node, context, out value);
    }

    public static bool IsPlainNone(ref PlainReader reader) => reader.Peek() == 'N' && reader.TryPassWord("None");

    public static bool TryReadPlainSome<T>(RonConverter<T> inner, ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!reader.TryPassWord("Some"))
        {
            return reader.Has(RonExtensions.ImplicitSome) && inner.TryReadPlain(ref reader, out value);
        }

        return reader.TryOpen('(') && (reader.Has(RonExtensions.UnwrapVariantNewtypes)
            ? inner.TryReadPlainContent(ref reader, out value)
            : inner.TryReadPlainItem(ref reader, out value));
    }

    public static void WriteSome<T>(RonConverter<T> inner, RonWriter writer, T value, RonWriteContext context)
    {
        if (context.Has(RonExtensions.ImplicitSome))
        {
            inner.Write(writer, value, context);
        }
        else if (context.Has(RonExtensions.UnwrapVariantNewtypes))
        {
            inner.WriteContent(writer, "Some", value, context);
        }
        else
        {
            writer.BeginTuple("Some");
            writer.BeginElement();
            inner.Write(writer, value, context);
            writer.EndElement();
            writer.End();
        }
    }
}

/// <summary>An option that is a nullable reference.</summary>
internal sealed class NullableConverter<T>(RonConverter<T> inner) : RonConverter<T>
{
    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out T value)
    {
        value = default!;
        return Option.IsNone(node) || Option.TryReadSome(inner, node, context, out value);
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default!;
        return Option.IsPlainNone(ref reader) || Option.TryReadPlainSome(inner, ref reader, out value);
    }

    public override void Write(RonWriter writer, T value, RonWriteContext context)
    {
        if (value is null)
        {
            writer.WriteNone();
        }
        else
        {
            Option.WriteSome(inner, writer, value, context);
        }
    }
}

/// <summary>An option that is a type of its own, such as a nullable number.</summary>
internal sealed class OptionConverter<TOption, T>(IOptionalTypeShape<TOption, T> shape, RonConverter<T> inner) : RonConverter<TOption>
{
    private readonly Func<TOption> none = shape.GetNoneConstructor();
    private readonly Func<T, TOption> some = shape.GetSomeConstructor();
    private readonly OptionDeconstructor<TOption, T> deconstruct = shape.GetDeconstructor();

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out TOption value)
    {
        value = none();
        if (Option.IsNone(node))
        {
            return true;
        }

        if (!Option.TryReadSome(inner, node, context, out var content))
        {
            return false;
        }

        value = some(content);
        return true;
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out TOption value)
    {
        value = none();
        if (Option.IsPlainNone(ref reader))
        {
            return true;
        }

        if (!Option.TryReadPlainSome(inner, ref reader, out var content))
        {
            return false;
        }

        value = some(content);
        return true;
    }

    public override void Write(RonWriter writer, TOption value, RonWriteContext context)
    {
        if (deconstruct(value, out var content))
        {
            Option.WriteSome(inner, writer, content, context);
        }
        else
        {
            writer.WriteNone();
        }
    }
}
