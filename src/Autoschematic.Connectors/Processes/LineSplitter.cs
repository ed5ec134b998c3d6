using System.Text;

namespace Autoschematic.Connectors.Processes;

/// <summary>Cuts a stream of bytes into lines of bounded length; what is beyond the bound of a line is dropped.</summary>
internal sealed class LineSplitter(int maxLineBytes, Action<string> onLine)
{
    private byte[] line = new byte[256];
    private int length;
    private bool cut;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(bytes[..end]);
            Emit();
            bytes = bytes[(end + 1)..];
        }

        Append(bytes);
    }

    /// <summary>Emits a last line that has no end.</summary>
    public void Finish()
    {
        if (length > 0)
        {
            Emit();
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, maxLineBytes - length);
        cut |= taken < bytes.Length;
        if (length + taken > line.Length)
        {
            Array.Resize(ref line, Math.Max(length + taken, Math.Min(maxLineBytes, line.Length * 2)));
        }

        bytes[..taken].CopyTo(line.AsSpan(length));
        length += taken;
    }

    private void Emit()
    {
        var text = Encoding.UTF8.GetString(line, 0, length).TrimEnd('\r');
        onLine(cut ? $"{text}…" : text);
        length = 0;
        cut = false;
    }
}
