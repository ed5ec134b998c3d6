using System.Buffers.Binary;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Frames of a connection: a big-endian length, then that many bytes.</summary>
internal static class TarpcFrames
{
    public const int MaxLength = 8 * 1024 * 1024;

    private const int HeaderLength = 4;

    /// <summary>A frame with its header; null when the payload is too long to be sent.</summary>
    public static byte[]? TryEncode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxLength)
        {
            return null;
        }

        var frame = new byte[HeaderLength + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, payload.Length);
        payload.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>The next payload, or null at a clean end of the stream.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        var got = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        if (got == 0)
        {
            return null;
        }

        if (got < HeaderLength)
        {
            throw new TarpcFormatException("end of stream inside a frame header", got);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (length > MaxLength)
        {
            throw new TarpcFormatException($"a frame of {length} bytes where at most {MaxLength} are allowed", 0);
        }

        var payload = new byte[length];
        got = await stream.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false, cancellationToken);
        return got == payload.Length
            ? payload
            : throw new TarpcFormatException($"end of stream inside a frame of {length} bytes", got);
    }
}
