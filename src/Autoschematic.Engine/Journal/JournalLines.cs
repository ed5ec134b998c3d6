using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Autoschematic.Engine.Journal;

/// <summary>The form of a line: a JSON object with its number, a checksum over number and entry, and the entry.</summary>
internal static class JournalLines
{
    private const int SumDigits = 16;

    /// <summary>For any number and the few signs around it.</summary>
    private const int HeadRoom = 24;

    private static ReadOnlySpan<byte> SumPart => ",\"sum\":\""u8;

    private static ReadOnlySpan<byte> EntryPart => "\",\"entry\":"u8;

    /// <summary>Appends a line with its line break.</summary>
    public static void Append(IBufferWriter<byte> lines, int number, ReadOnlySpan<byte> entry)
    {
        lines.Write(HeadOf(number, stackalloc byte[HeadRoom]));
        lines.Write(SumPart);
        lines.Write(SumOf(number, entry, stackalloc byte[SumDigits]));
        lines.Write(EntryPart);
        lines.Write(entry);
        lines.Write("}\n"u8);
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
        var head = HeadOf(number, stackalloc byte[HeadRoom]);
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
        var sum = bytes.Slice(head.Length + SumPart.Length, SumDigits);
        if (!sum.SequenceEqual(SumOf(number, entry.Span, stackalloc byte[SumDigits])))
        {
            return null;
        }

        return entry;
    }

    private static ReadOnlySpan<byte> HeadOf(int number, Span<byte> room)
    {
        Utf8.TryWrite(room, CultureInfo.InvariantCulture, $"{{\"n\":{number}", out var length);
        return room[..length];
    }

    /// <summary>The beginning of the SHA-256 of the number, a space and the entry.</summary>
    private static ReadOnlySpan<byte> SumOf(int number, ReadOnlySpan<byte> entry, Span<byte> digits)
    {
        var summed = ArrayPool<byte>.Shared.Rent(HeadRoom + entry.Length);
        Utf8.TryWrite(summed, CultureInfo.InvariantCulture, $"{number} ", out var start);
        entry.CopyTo(summed.AsSpan(start));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(summed.AsSpan(0, start + entry.Length), hash);
        ArrayPool<byte>.Shared.Return(summed);
        Convert.TryToHexStringLower(hash[..(SumDigits / 2)], digits, out _);
        return digits;
    }
}

/// <summary>A journal in pieces.</summary>
/// <param name="Entries">The entries whose checksum is right, with their line numbers.</param>
/// <param name="Damaged">Numbers of the lines that are not.</param>
/// <param name="Length">Where the last good line ends; what follows was never finished.</param>
internal sealed record SplitJournal(
    IReadOnlyList<(int Line, ReadOnlyMemory<byte> Entry)> Entries, IReadOnlyList<int> Damaged, int Length);
