using System.Buffers;
using System.Text;
using Autoschematic.Engine.Journal;

namespace Autoschematic.Engine.Tests.Journal;

public sealed class JournalFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("autoschematic-journal-").FullName;

    private string Path1 => Path.Join(folder, "run.jsonl");

    [Fact]
    public async Task Lines_come_out_in_the_order_they_went_in_and_share_syncs()
    {
        const int count = 500;
        int syncs;
        await using (var file = JournalFile.Create(Path1))
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(index => file.AppendAsync(Entry(index))));
            syncs = file.Syncs;
        }

        Assert.Equal(Enumerable.Range(0, count).Select(Text), TextsOf(await File.ReadAllBytesAsync(Path1)));
        Assert.InRange(syncs, 1, count - 1);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path1));
        }
    }

    [Fact]
    public async Task What_AppendAsync_has_returned_for_is_in_the_file()
    {
        await using var file = JournalFile.Create(Path1);
        for (var index = 0; index < 20; index++)
        {
            await file.AppendAsync(Entry(index));
            Assert.Equal(index + 1, TextsOf(ReadShared()).Count);
        }
    }

    [Fact]
    public async Task A_journal_cut_off_anywhere_holds_exactly_its_whole_lines()
    {
        var bytes = await WriteAsync(4);
        var ends = bytes.Index().Where(pair => pair.Item == '\n').Select(pair => pair.Index + 1).ToList();
        for (var length = 0; length <= bytes.Length; length++)
        {
            var split = JournalLines.Split(bytes.AsMemory(0, length));

            Assert.Empty(split.Damaged);
            Assert.Equal(ends.Count(end => end <= length), split.Entries.Count);
            Assert.Equal(ends.LastOrDefault(end => end <= length), split.Length);
        }
    }

    [Fact]
    public async Task A_changed_byte_is_damage_in_the_middle_and_a_torn_line_at_the_end()
    {
        var bytes = await WriteAsync(3);
        var ends = bytes.Index().Where(pair => pair.Item == '\n').Select(pair => pair.Index + 1).ToList();
        for (var index = 0; index < bytes.Length; index++)
        {
            if (bytes[index] == '\n')
            {
                continue;
            }

            byte[] changed = [.. bytes];
            changed[index] ^= 1;
            if (changed[index] == '\n')
            {
                continue;
            }

            var line = ends.FindIndex(end => index < end) + 1;
            var split = JournalLines.Split(changed);
            Assert.Equal(line < 3 ? [line] : [], split.Damaged);
            Assert.Equal(2, split.Entries.Count);
        }
    }

    [Fact]
    public async Task A_line_that_is_missing_or_moved_is_damage()
    {
        var lines = Encoding.UTF8.GetString(await WriteAsync(4)).Split('\n');

        Assert.Equal([2], Damaged(lines[0], lines[2], lines[3], ""));
        Assert.Equal([2, 3], Damaged(lines[0], lines[2], lines[1], lines[3], ""));
    }

    // Journals outlive the version that began them.
    [Theory]
    [InlineData(1, "{\"a\":1}", "{\"n\":1,\"sum\":\"b0b31f6dc45f795e\",\"entry\":{\"a\":1}}\n")]
    [InlineData(12, "{\"b\":\"é\"}", "{\"n\":12,\"sum\":\"2a993a3db106dfc3\",\"entry\":{\"b\":\"é\"}}\n")]
    public void A_line_holds_its_number_and_the_beginning_of_the_SHA256_of_number_and_entry(int number, string entry, string expected)
    {
        var line = new ArrayBufferWriter<byte>();
        JournalLines.Append(line, number, Encoding.UTF8.GetBytes(entry));

        Assert.Equal(expected, Encoding.UTF8.GetString(line.WrittenSpan));
    }

    [Fact]
    public async Task Going_on_cuts_the_torn_line_off()
    {
        var bytes = await WriteAsync(2);
        await File.WriteAllBytesAsync(Path1, [.. bytes, .. "{\"n\":3,\"sum\":\"01"u8]);
        var split = JournalLines.Split(await File.ReadAllBytesAsync(Path1));

        await using (var file = JournalFile.Continue(Path1, split.Length, split.Entries[^1].Line))
        {
            await file.AppendAsync(Entry(2));
        }

        Assert.Equal([Text(0), Text(1), Text(2)], TextsOf(await File.ReadAllBytesAsync(Path1)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Text(int index) => $"{{\"type\":\"{index}\"}}";

    private static byte[] Entry(int index) => Encoding.UTF8.GetBytes(Text(index));

    private static IReadOnlyList<string> TextsOf(byte[] journal)
    {
        var split = JournalLines.Split(journal);
        Assert.Empty(split.Damaged);
        return [.. split.Entries.Select(entry => Encoding.UTF8.GetString(entry.Entry.Span))];
    }

    private static IReadOnlyList<int> Damaged(params string[] lines)
        => JournalLines.Split(Encoding.UTF8.GetBytes(string.Join('\n', lines))).Damaged;

    private byte[] ReadShared()
    {
        using var stream = new FileStream(Path1, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private async Task<byte[]> WriteAsync(int count)
    {
        await using (var file = JournalFile.Create(Path1))
        {
            for (var index = 0; index < count; index++)
            {
                await file.AppendAsync(Entry(index));
            }
        }

        return await File.ReadAllBytesAsync(Path1);
    }
}
