using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Lists, arrays and sets.</summary>
internal sealed class ListConverter<TList, T>(IEnumerableTypeShape<TList, T> shape, RonConverter<T> element) : RonConverter<TList>
{
    private readonly CollectionFactory<TList, T> factory = new(shape);
    private readonly Func<TList, IEnumerable<T>> enumerate = shape.GetGetEnumerable();

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out TList value)
    {
        value = default;
        if (node.Kind != SyntaxKind.List)
        {
            if (node.IsValue)
            {
                context.Report(BindingDiagnostics.WrongKind(context.LocationOf(node), "a list `[…]`", SyntaxWords.Describe(node)));
            }

            return false;
        }

        var items = new List<T>();
        var complete = true;
        foreach (var child in node.Children)
        {
            if (element.TryRead(child, context, out var item))
            {
                items.Add(item);
            }
            else
            {
                complete = false;
            }
        }

        value = complete ? factory.Make(CollectionsMarshal.AsSpan(items)) : default;
        return complete;
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out TList value)
    {
        value = default;
        if (!reader.TryOpen('['))
        {
            return false;
        }

        var few = default(FewItems<T>);
        Span<T> items = few;
        var count = 0;
        while (reader.Peek() != ']')
        {
            if (count == items.Length)
            {
                items = FewItems<T>.Grow(items);
            }

            if (!element.TryReadPlain(ref reader, out items[count]!) || !reader.TryPassComma(']'))
            {
                return false;
            }

            count++;
        }

        value = factory.Make(items[..count]);
        return reader.Close();
    }

    public override void Write(RonWriter writer, TList value, RonWriteContext context)
    {
        writer.BeginList();
        foreach (var item in enumerate(value))
        {
            writer.BeginElement();
            element.Write(writer, item, context);
            writer.EndElement();
        }

        writer.End();
    }
}
