using System.Diagnostics.CodeAnalysis;
using PolyType.Abstractions;

namespace Autoschematic.Ron.Binding;

internal sealed partial class RecordFactory<T, TState>
{
    // One bit a field says which ones were there.
    private const int MaximumFields = 64;

    private readonly string?[] fieldStarts = [.. fields.Select(field => PlainWords.IsPlain(field.Name) ? field.Name + ":" : null)];
    private readonly bool isPlain = fields.Length <= MaximumFields && fields.All(
        field => shape.Parameters.Count == 0 ? field.Property is not null && field.Argument is null : field.Argument is not null);

    private RecordField<T, TState>[] All => fields;

    /// <summary>Reads named fields behind an opening parenthesis, and passes the closing one.</summary>
    public bool TryReadPlainFields(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!isPlain)
        {
            return reader.GiveUp();
        }

        var making = new Making(this);
        var seen = 0UL;
        var next = 0;
        while (reader.Peek() != ')')
        {
            next = FindPlain(ref reader, next);
            if (next < 0 || (seen & (1UL << next)) != 0 || !making.TryRead(ref reader, next, isContent: false) || !reader.TryPassComma(')'))
            {
                return false;
            }

            seen |= 1UL << next++;
        }

        return making.TryFinish(seen, out value) && reader.Close();
    }

    /// <summary>Reads as many values as there are fields behind an opening parenthesis, and passes the closing one.</summary>
    public bool TryReadPlainItems(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!isPlain)
        {
            return reader.GiveUp();
        }

        var making = new Making(this);
        for (var index = 0; index < fields.Length; index++)
        {
            if (!making.TryRead(ref reader, index, isContent: false) || !reader.TryPassComma(')'))
            {
                return false;
            }
        }

        return reader.Peek() == ')' && reader.Close() && making.TryFinish(ulong.MaxValue, out value);
    }

    /// <summary>Reads the only field from a value, or from what stands behind an opening parenthesis.</summary>
    public bool TryReadPlainValue(ref PlainReader reader, bool isContent, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!isPlain)
        {
            return reader.GiveUp();
        }

        var making = new Making(this);
        return making.TryRead(ref reader, 0, isContent) && making.TryFinish(ulong.MaxValue, out value);
    }

    /// <summary>Reads the entry of a map.</summary>
    public bool TryReadPlainPair(ref PlainReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!isPlain)
        {
            return reader.GiveUp();
        }

        var making = new Making(this);
        return making.TryRead(ref reader, 0, isContent: false) && reader.TryPass(':') && making.TryRead(ref reader, 1, isContent: false)
            && making.TryFinish(ulong.MaxValue, out value);
    }

    /// <summary>Makes a record that has no fields.</summary>
    public bool TryMakePlain([MaybeNullWhen(false)] out T value) => new Making(this).TryFinish(ulong.MaxValue, out value);

    // As in trees, the field behind the last one is tried first.
    private int FindPlain(ref PlainReader reader, int next)
    {
        if (next < fieldStarts.Length && fieldStarts[next] is { } expected && reader.TryPass(expected))
        {
            return next;
        }

        var word = reader.ReadWord();
        for (var index = 0; index < fields.Length && !word.IsEmpty; index++)
        {
            if (word.SequenceEqual(fields[index].Name))
            {
                return reader.TryPass(':') ? index : -1;
            }
        }

        return -1;
    }

    /// <summary>A record whose fields are being read.</summary>
    private struct Making
    {
        private readonly RecordField<T, TState>[] fields;
        private readonly Constructor<TState, T>? construct;
        private TState state;
        private T? target;

        public Making(RecordFactory<T, TState> factory)
        {
            fields = factory.All;
            construct = factory.construct;
            state = factory.begin is null ? default! : factory.begin();
            target = factory.create is null ? default : factory.create();
        }

        public bool TryRead(ref PlainReader reader, int index, bool isContent)
            => fields[index].Argument is { } argument
                ? argument.TryReadPlain(ref reader, isContent, ref state)
                : fields[index].Property!.TryReadPlain(ref reader, isContent, ref target!);

        /// <summary>Makes the record, unless a field that must be there was not among those seen.</summary>
        public bool TryFinish(ulong seen, [MaybeNullWhen(false)] out T value)
        {
            value = default;
            for (var index = 0; index < fields.Length; index++)
            {
                if ((seen & (1UL << index)) == 0)
                {
                    if (fields[index].IsRequired)
                    {
                        return false;
                    }

                    fields[index].Argument?.Clear(ref state);
                }
            }

            value = construct is null ? target : construct(ref state);
            return value is not null;
        }
    }
}
