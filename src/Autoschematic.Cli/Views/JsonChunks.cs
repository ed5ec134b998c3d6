using System.Buffers;
using System.Text;

namespace Autoschematic.Cli.Views;

/// <summary>
/// Hands a JSON document on in parts while it is written, so that the document of a hundred thousand resources is never in memory
/// as a whole. A part never ends inside of a string, and so never inside of a secret that has to be found in it.
/// </summary>
/// <param name="write">Takes each part.</param>
internal sealed class JsonChunks(Action<string> write) : IBufferWriter<byte>
{
    private const int Most = 1 << 16;

    private readonly ArrayBufferWriter<byte> buffer = new(2 * Most);
    private int scanned;
    private int safe;
    private bool isInString;
    private bool isEscaped;

    public void Advance(int count)
    {
        buffer.Advance(count);
        if (buffer.WrittenCount >= Most)
        {
            Pass();
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => buffer.GetSpan(sizeHint);

    /// <summary>Hands on what is left, and a line break.</summary>
    public void Finish() => write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");

    private void Pass()
    {
        Scan();
        if (safe == 0)
        {
            return;
        }

        write(Encoding.UTF8.GetString(buffer.WrittenSpan[..safe]));
        var rest = buffer.WrittenSpan[safe..].ToArray();
        buffer.ResetWrittenCount();
        buffer.Write(rest);
        (scanned, safe) = (rest.Length, 0);
    }

    /// <summary>Finds the end of the last string; behind it begins no other one.</summary>
    private void Scan()
    {
        var written = buffer.WrittenSpan;
        for (; scanned < written.Length; scanned++)
        {
            if (isEscaped)
            {
                isEscaped = false;
            }
            else if (isInString && written[scanned] == (byte)'\\')
            {
                isEscaped = true;
            }
            else if (written[scanned] == (byte)'"')
            {
                isInString = !isInString;
                safe = isInString ? safe : scanned + 1;
            }
        }
    }
}
