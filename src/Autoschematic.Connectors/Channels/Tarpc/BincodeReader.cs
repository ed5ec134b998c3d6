using System.Buffers.Binary;
using System.Text;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Reads bincode with variable-length integers; anything malformed is a <see cref="TarpcFormatException"/>.</summary>
internal ref struct BincodeReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;

    public readonly int Position => position;

    private readonly int Remaining => bytes.Length - position;

    public byte Byte() => Take(1)[0];

    public bool Bool()
        => Byte() switch
        {
            0 => false,
            1 => true,
            var other => throw Malformed($"{other} where a bool or an option is expected"),
        };

    public ulong Unsigned()
        => Byte() switch
        {
            251 => BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
            252 => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
            253 => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)),
            >= 254 and var tag => throw Malformed($"integer tag {tag}"),
            var small => small,
        };

    public uint UInt32()
    {
        var value = Unsigned();
        return value <= uint.MaxValue ? (uint)value : throw Malformed($"{value} where 32 bits are expected");
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Variant(int count)
    {
        var index = Unsigned();
        return index < (ulong)count ? (int)index : throw Malformed($"variant {index} where {count} are known");
    }

    /// <summary>A number of items; each takes at least a byte, so that a lie cannot make us allocate.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)Remaining ? (int)count : throw Malformed($"length {count} with {Remaining} bytes left");
    }

    public byte[] Bytes() => Take(Count()).ToArray();

    public string String()
    {
        var content = Take(Count());
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("text that is not UTF-8");
        }
    }

    public string? OptionalString() => Bool() ? String() : null;

    public List<T> List<T>(BincodeRead<T> readItem)
    {
        var count = Count();
        var items = new List<T>(count);
        for (var index = 0; index < count; index++)
        {
            items.Add(readItem(ref this));
        }

        return items;
    }

    /// <summary>A map of strings, in ordinal order of its keys; senders write them in any order.</summary>
    public SortedDictionary<string, T> Map<T>(BincodeRead<T> readValue)
    {
        var map = new SortedDictionary<string, T>(StringComparer.Ordinal);
        for (var left = Count(); left > 0; left--)
        {
            var key = String();
            map[key] = readValue(ref this);
        }

        return map;
    }

    /// <summary>Checks that nothing is left over.</summary>
    public readonly void End()
    {
        if (Remaining > 0)
        {
            throw Malformed($"{Remaining} bytes left over");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Remaining)
        {
            throw Malformed($"end of data where {count} bytes are expected");
        }

        var taken = bytes.Slice(position, count);
        position += count;
        return taken;
    }

    private readonly TarpcFormatException Malformed(string problem) => new(problem, position);
}

/// <summary>Reads one value.</summary>
internal delegate T BincodeRead<out T>(ref BincodeReader reader);
