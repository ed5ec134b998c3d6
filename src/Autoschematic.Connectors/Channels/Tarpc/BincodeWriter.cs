using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Writes bincode with variable-length integers, little-endian.</summary>
internal sealed class BincodeWriter
{
    private const byte TwoBytes = 251;
    private const byte FourBytes = 252;
    private const byte EightBytes = 253;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ArrayBufferWriter<byte> buffer = new(256);

    public int Length => buffer.WrittenCount;

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    /// <summary>Bytes as they are, without a length.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(ulong value)
    {
        var span = buffer.GetSpan(9);
        switch (value)
        {
            case < TwoBytes:
                span[0] = (byte)value;
                buffer.Advance(1);
                break;
            case <= ushort.MaxValue:
                span[0] = TwoBytes;
                BinaryPrimitives.WriteUInt16LittleEndian(span[1..], (ushort)value);
                buffer.Advance(3);
                break;
            case <= uint.MaxValue:
                span[0] = FourBytes;
                BinaryPrimitives.WriteUInt32LittleEndian(span[1..], (uint)value);
                buffer.Advance(5);
                break;
            default:
                span[0] = EightBytes;
                BinaryPrimitives.WriteUInt64LittleEndian(span[1..], value);
                buffer.Advance(9);
                break;
        }
    }

    /// <summary>A signed integer, zig-zag coded.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Variant(int index) => Unsigned((ulong)index);

    public void String(string value)
    {
        Unsigned((ulong)StrictUtf8.GetByteCount(value));
        StrictUtf8.GetBytes(value, buffer);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Unsigned((ulong)value.Length);
        buffer.Write(value);
    }

    public void OptionalBytes(ReadOnlyMemory<byte>? value)
    {
        Bool(value is not null);
        if (value is { } present)
        {
            Bytes(present.Span);
        }
    }
}
