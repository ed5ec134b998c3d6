using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace Autoschematic.LanguageServer.Rpc;

/// <summary>Takes messages off a stream: header lines, an empty line, and as many bytes as `Content-Length` says.</summary>
internal sealed class MessageReader(Stream input)
{
    private const int HeaderLimit = 8 * 1024;
    private const int ContentLimit = 256 * 1024 * 1024;
    private readonly PipeReader pipe = PipeReader.Create(input);

    /// <summary>The next message; null at the end of the stream.</summary>
    public async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        int? length = null;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            if (length is null && TakeHeader(ref rest) is { } header)
            {
                length = LengthIn(header);
            }

            if (length is { } wanted && rest.Length >= wanted)
            {
                var content = rest.Slice(0, wanted).ToArray();
                pipe.AdvanceTo(rest.GetPosition(wanted));
                return content;
            }

            if (length is null && rest.Length > HeaderLimit)
            {
                throw new FramingException("The client sent no `Content-Length` header");
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    private static string? TakeHeader(ref ReadOnlySequence<byte> rest)
    {
        var reader = new SequenceReader<byte>(rest);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> header, "\r\n\r\n"u8))
        {
            return null;
        }

        rest = rest.Slice(reader.Position);
        return Encoding.ASCII.GetString(header);
    }

    private static int LengthIn(string header)
    {
        foreach (var line in header.Split("\r\n"))
        {
            if (line.Split(':', 2) is [var name, var value] && name.Trim().Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                return int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var length)
                    && length <= ContentLimit
                    ? length
                    : throw new FramingException($"The client sent a `Content-Length` of `{value.Trim()}`, which is no length up to {ContentLimit}");
            }
        }

        throw new FramingException("The client sent no `Content-Length` header");
    }
}
