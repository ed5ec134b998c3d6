using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Canonical;

/// <summary>Writes a value as bytes that are equal exactly when the values are; every item is tagged and counted, so nothing is ambiguous.</summary>
internal sealed class CanonicalEncoder
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public static byte[] Encode(RonValue value)
    {
        var encoder = new CanonicalEncoder();
        encoder.Write(value);
        return encoder.bytes.WrittenSpan.ToArray();
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
                Entries(map.Entries.Select(entry => (Encode(entry.Key), entry.Value)));
                break;
            case RonValue.Struct record:
                Tag('r');
                Name(record.Name);
                Entries(record.Fields.Select(field => (Encode(new RonValue.Text(field.Key)), field.Value)));
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
    private void Entries(IEnumerable<(byte[] Key, RonValue Value)> entries)
    {
        var sorted = new SortedDictionary<byte[], RonValue>(Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
        foreach (var (key, value) in entries)
        {
            sorted[key] = value;
        }

        Count(sorted.Count);
        foreach (var (key, value) in sorted)
        {
            bytes.Write(key);
            Write(value);
        }
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
