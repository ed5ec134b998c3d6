using System.Diagnostics.CodeAnalysis;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Syntax;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

/// <summary>Maps; of entries with one key the last wins, at the place of the first.</summary>
internal sealed class MapConverter<TMap, TKey, TValue>(
    IDictionaryTypeShape<TMap, TKey, TValue> shape, RonConverter<TKey> keys, RonConverter<TValue> values) : RonConverter<TMap>
    where TKey : notnull
{
    private readonly Func<TMap, IReadOnlyDictionary<TKey, TValue>> enumerate = shape.GetGetDictionary();
    private readonly MutableCollectionConstructor<TKey, TMap>? create
        = shape.ConstructionStrategy == CollectionConstructionStrategy.Mutable ? shape.GetDefaultConstructor() : null;
    private readonly DictionaryInserter<TMap, TKey, TValue>? insert
        = shape.ConstructionStrategy == CollectionConstructionStrategy.Mutable ? shape.GetInserter(DictionaryInsertionMode.Overwrite) : null;
    private readonly ParameterizedCollectionConstructor<TKey, KeyValuePair<TKey, TValue>, TMap>? convert
        = shape.ConstructionStrategy == CollectionConstructionStrategy.Parameterized ? shape.GetParameterizedConstructor() : null;

    public override bool TryRead(SyntaxNode node, RonReadContext context, [MaybeNullWhen(false)] out TMap value)
    {
        value = default;
        if (!MapEntries.Expect(node, context))
        {
            return false;
        }

        var entries = new Dictionary<TKey, TValue>();
        var complete = true;
        foreach (var entry in node.Children)
        {
            complete &= entry.Kind == SyntaxKind.Entry && TryReadEntry(entry, context, entries);
        }

        value = complete ? Make(entries) : default;
        return complete;
    }

    internal override bool TryReadPlain(ref PlainReader reader, [MaybeNullWhen(false)] out TMap value)
    {
        value = default;
        if (!reader.TryOpen('{'))
        {
            return false;
        }

        var few = default(FewItems<KeyValuePair<TKey, TValue>>);
        Span<KeyValuePair<TKey, TValue>> entries = few;
        var count = 0;
        while (reader.Peek() != '}')
        {
            if (!TryReadPlainKey(ref reader, out var key) || !reader.TryPass(':')
                || !values.TryReadPlain(ref reader, out var content) || !reader.TryPassComma('}'))
            {
                return false;
            }

            if (count == entries.Length)
            {
                entries = FewItems<KeyValuePair<TKey, TValue>>.Grow(entries);
            }

            entries[count++] = new(key, content);
        }

        var map = new Dictionary<TKey, TValue>(count);
        foreach (var (key, content) in entries[..count])
        {
            map[key] = content;
        }

        value = Make(map);
        return reader.Close();
    }

    public override void Write(RonWriter writer, TMap value, RonWriteContext context)
    {
        writer.BeginMap();
        foreach (var (key, content) in enumerate(value))
        {
            writer.BeginElement();
            keys.Write(writer, key, context);
            writer.WriteColon();
            values.Write(writer, content, context);
            writer.EndElement();
        }

        writer.End();
    }

    private bool TryReadEntry(SyntaxNode entry, RonReadContext context, Dictionary<TKey, TValue> entries)
    {
        TKey? key = default;
        TValue? content = default;
        var hasKey = entry.Key is { } keyNode && keys.TryRead(keyNode, context, out key);
        var hasContent = entry.Value is { } valueNode && values.TryRead(valueNode, context, out content);
        if (hasKey && hasContent)
        {
            entries[key!] = content!;
        }

        return hasKey && hasContent;
    }

    // The keys of maps are much the same all over a document.
    private bool TryReadPlainKey(ref PlainReader reader, [MaybeNullWhen(false)] out TKey key)
    {
        if (keys is not TextConverter)
        {
            return keys.TryReadPlain(ref reader, out key);
        }

        // What is no text has been passed all the same, so nothing else may be tried behind it.
        var isText = reader.TryReadKey(out var text);
        key = isText ? (TKey)(object)text! : default;
        return isText;
    }

    private TMap Make(Dictionary<TKey, TValue> entries)
    {
        if (entries is TMap same)
        {
            return same;
        }

        if (convert is not null)
        {
            return convert([.. entries], default);
        }

        var map = create!(default);
        foreach (var (key, content) in entries)
        {
            insert!(ref map, key, content);
        }

        return map;
    }
}
