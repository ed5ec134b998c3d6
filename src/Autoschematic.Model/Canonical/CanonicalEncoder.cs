using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Canonical;

/// <summary>Writes a value as bytes that are equal exactly when the values are; every item is tagged and counted, so nothing is ambiguous.</summary>
internal sealed class CanonicalEncoder
{
    private static readonly Comparer<(byte[] Key, int Index)> ByKey = Comparer<(byte[] Key, int Index)>.Create(Compare);

    private readonly ArrayBufferWriter<byte> bytes = new();

    public static ReadOnlyMemory<byte> Encode(RonValue value)
    {
        var encoder = new CanonicalEncoder();
        encoder.Write(value);
        return encoder.bytes.WrittenMemory;
    }

    private void Write(RonValue value)
    {
        switch (value)
        {
            case RonValue.Boolean boolean:
                Tag(boolean.Value ? 't' : 'f');
                break;
            case RonValue.Number number:
                Tag('n');
                Count((int)number.Value.Kind);
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(sizeof(ulong)), number.Value.Bits);
                bytes.Advance(sizeof(ulong));
                break;
            case RonValue.Character character:
                Tag('c');
                Count(character.Value.Value);
                break;
            case RonValue.Text text:
                Tag('s');
                Text(text.Value);
                break;
            case RonValue.Bytes binary:
                Tag('b');
                Count(binary.Value.Count);
                bytes.Write(binary.Value.ToArray());
                break;
            case RonValue.None:
                Tag('0');
                break;
            case RonValue.Some some:
                Tag('1');
                Write(some.Value);
                break;
            case RonValue.Unit unit:
                Tag('u');
                Name(unit.Name);
                break;
            case RonValue.List list:
                Tag('l');
                Items(list.Items);
                break;
            case RonValue.Tuple tuple:
                Tag('p');
                Name(tuple.Name);
                Items(tuple.Items);
                break;
            case RonValue.Map map:
                Tag('m');
                Entries(map.Entries, static key => key is RonValue.Text text ? Key(text.Value) : Encode(key).ToArray());
                break;
            case RonValue.Struct record:
                Tag('r');
                Name(record.Name);
                Entries(record.Fields, Key);
                break;
            default:
                throw new UnreachableException(value.GetType().Name);
        }
    }

    private void Items(RonList<RonValue> items)
    {
        Count(items.Count);
        foreach (var item in items)
        {
            Write(item);
        }
    }

    // The last of several equal keys counts, as when a document is read.
    private void Entries<TKey>(RonList<KeyValuePair<TKey, RonValue>> entries, Func<TKey, byte[]> encode)
    {
        var sorted = new (byte[] Key, int Index)[entries.Count];
        for (var index = 0; index < sorted.Length; index++)
        {
            sorted[index] = (encode(entries[index].Key), index);
        }

        Array.Sort(sorted, ByKey);
        var count = 0;
        foreach (var entry in sorted)
        {
            count -= count > 0 && sorted[count - 1].Key.AsSpan().SequenceEqual(entry.Key) ? 1 : 0;
            sorted[count++] = entry;
        }

        Count(count);
        foreach (var (key, index) in sorted.AsSpan(0, count))
        {
            bytes.Write(key);
            Write(entries[index].Value);
        }
    }

    private static int Compare((byte[] Key, int Index) left, (byte[] Key, int Index) right)
        => left.Key.AsSpan().SequenceCompareTo(right.Key) is var order and not 0 ? order : left.Index - right.Index;

    /// <summary>What <see cref="Encode"/> makes of a text.</summary>
    private static byte[] Key(string text)
    {
        const int HeaderLength = 1 + sizeof(int);
        var key = new byte[HeaderLength + Encoding.UTF8.GetByteCount(text)];
        key[0] = (byte)'s';
        BinaryPrimitives.WriteInt32LittleEndian(key.AsSpan(1), key.Length - HeaderLength);
        Encoding.UTF8.GetBytes(text, key.AsSpan(HeaderLength));
        return key;
    }

    private void Name(string? name)
    {
        Tag(name is null ? '-' : '+');
        Text(name ?? "");
    }

    private void Text(string text)
    {
        Count(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
    }

    private void Tag(char tag)
    {
        bytes.GetSpan(1)[0] = (byte)tag;
        bytes.Advance(1);
    }

    private void Count(int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.GetSpan(sizeof(int)), count);
        bytes.Advance(sizeof(int));
    }
}
