using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.Engine.Journal;

/// <summary>The form of a line: a JSON object with its number, a checksum over number and entry, and the entry.</summary>
internal static class JournalLines
{
    private const int SumDigits = 16;
    private static readonly byte[] SumPart = ",\"sum\":\""u8.ToArray();
    private static readonly byte[] EntryPart = "\",\"entry\":"u8.ToArray();

    /// <summary>A line with its line break.</summary>
    public static byte[] Make(int number, ReadOnlySpan<byte> entry)
    {
        var head = HeadOf(number);
        return [.. head, .. SumPart, .. Encoding.ASCII.GetBytes(SumOf(number, entry)), .. EntryPart, .. entry, (byte)'}', (byte)'\n'];
    }

    /// <summary>Splits a journal into its entries.</summary>
    /// <remarks>
    /// What is wrong with the last line only means that its writing was cut off: nobody acted on it. What is wrong with an
    /// earlier one is damage.
    /// </remarks>
    public static SplitJournal Split(ReadOnlyMemory<byte> journal)
    {
        var entries = new List<(int Line, ReadOnlyMemory<byte> Entry)>();
        var damaged = new List<int>();
        var (start, end, number) = (0, 0, 0);
        var bytes = journal.Span;
        while (start < bytes.Length)
        {
            var length = bytes[start..].IndexOf((byte)'\n');
            var isLast = length < 0 || start + length + 1 == bytes.Length;
            if (length >= 0 && EntryIn(journal.Slice(start, length), number + 1) is { } entry)
            {
                entries.Add((number + 1, entry));
                end = start + length + 1;
            }
            else if (!isLast)
            {
                damaged.Add(number + 1);
            }

            if (length < 0)
            {
                break;
            }

            start += length + 1;
            number++;
        }

        return new(entries, damaged, end);
    }

    private static ReadOnlyMemory<byte>? EntryIn(ReadOnlyMemory<byte> line, int number)
    {
        var head = HeadOf(number);
        var before = head.Length + SumPart.Length + SumDigits + EntryPart.Length;
        var bytes = line.Span;
        if (bytes.Length <= before || bytes[^1] != '}'
            || !bytes.StartsWith(head)
            || !bytes[head.Length..].StartsWith(SumPart)
            || !bytes[(before - EntryPart.Length)..].StartsWith(EntryPart))
        {
            return null;
        }

        var entry = line[before..^1];
        var sum = Encoding.ASCII.GetString(bytes.Slice(head.Length + SumPart.Length, SumDigits));
        if (sum != SumOf(number, entry.Span))
        {
            return null;
        }

        return entry;
    }

    private static byte[] HeadOf(int number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{number}"));

    private static string SumOf(int number, ReadOnlySpan<byte> entry)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} ")), .. entry];
        return Convert.ToHexStringLower(SHA256.HashData(summed).AsSpan(0, SumDigits / 2));
    }
}

/// <summary>A journal in pieces.</summary>
/// <param name="Entries">The entries whose checksum is right, with their line numbers.</param>
/// <param name="Damaged">Numbers of the lines that are not.</param>
/// <param name="Length">Where the last good line ends; what follows was never finished.</param>
internal sealed record SplitJournal(
    IReadOnlyList<(int Line, ReadOnlyMemory<byte> Entry)> Entries, IReadOnlyList<int> Damaged, int Length);
