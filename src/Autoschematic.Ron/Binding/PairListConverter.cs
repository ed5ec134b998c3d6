using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Maps that are lists of key-value pairs in .NET: they keep the order and every duplicate.</summary>
internal sealed class PairListConverter<TList, TPair>(IEnumerableTypeShape<TList, TPair> shape, PairConverter<TPair> pairs) : RonConverter<TList>
{
    private readonly CollectionFactory<TList, TPair> factory = new(shape);
    private readonly Func<TList, IEnumerable<TPair>> enumerate = shape.GetGetEnumerable();

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out TList value)
    {
        value = default;
        if (!MapEntries.Expect(node, context))
        {
            return false;
        }

        var entries = new List<TPair>();
        var complete = true;
        foreach (var entry in node.Children)
        {
            if (entry.Kind == SyntaxKind.Entry && pairs.TryRead(entry, context, out var pair))
            {
                entries.Add(pair);
            }
            else
            {
                complete = false;
            }
        }

        value = complete ? factory.Make(CollectionsMarshal.AsSpan(entries)) : default;
        return complete;
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out TList value)
    {
        value = default;
        if (!reader.TryOpen('{'))
        {
            return false;
        }

        var few = default(FewItems<TPair>);
        Span<TPair> entries = few;
        var count = 0;
        while (reader.Peek() != '}')
        {
            if (count == entries.Length)
            {
                entries = FewItems<TPair>.Grow(entries);
            }

            if (!pairs.TryReadPlain(ref reader, out entries[count]!) || !reader.TryPassComma('}'))
            {
                return false;
            }

            count++;
        }

        value = factory.Make(entries[..count]);
        return reader.Close();
    }

    public override void Write(RonWriter writer, TList value, RonWriteContext context)
    {
        writer.BeginMap();
        foreach (var pair in enumerate(value))
        {
            writer.BeginElement();
            pairs.Write(writer, pair, context);
            writer.EndElement();
        }

        writer.End();
    }
}

/// <summary>Reads and writes one entry of a map.</summary>
internal abstract class PairConverter<TPair>
{
    public abstract bool TryRead(SyntaxNode entry, RonReadContext context, [MaybeNullWhen(false)] out TPair pair);

    public abstract bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out TPair pair);

    public abstract void Write(RonWriter writer, TPair pair, RonWriteContext context);
}

/// <summary>Reads and writes one entry of a map.</summary>
internal sealed class PairConverter<TPair, TState>(RecordFactory<TPair, TState> factory) : PairConverter<TPair>
    where TState : IArgumentState
{
    public override bool TryRead(SyntaxNode entry, RonReadContext context, [MaybeNullWhen(false)] out TPair pair)
        => factory.TryMake(entry, [entry.Key, entry.Value], context, true, out pair);

    public override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out TPair pair)
        => factory.TryReadPlainPair(ref reader, out pair);

    public override void Write(RonWriter writer, TPair pair, RonWriteContext context)
    {
        factory.Fields[0].Property!.Write(writer, ref pair, context);
        writer.WriteColon();
        factory.Fields[1].Property!.Write(writer, ref pair, context);
    }
}
