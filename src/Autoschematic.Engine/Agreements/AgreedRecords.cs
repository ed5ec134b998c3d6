using System.Buffers;
using System.Text;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Agreements;

/// <summary>Ids of blobs by file: some for each, and both files and ids that were noted last at the end.</summary>
internal sealed class AgreedRecords
{
    /// <summary>More than this are not kept; the oldest go.</summary>
    private const int Most = 1_000_000;

    /// <summary>Of one file no more than this are kept: other branches, and what was taken back.</summary>
    private const int MostOfFile = 8;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    // Files by when they were noted: taking one out of the middle of a list would cost as much as the list is long.
    private readonly Dictionary<RepoPath, Record> entries = [];
    private long noted;

    /// <summary>The last id of every file.</summary>
    public IEnumerable<KeyValuePair<RepoPath, string>> Entries => Ordered().Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Blobs[^1]));

    public IEnumerable<string> Blobs => Ordered().SelectMany(entry => entry.Value.Blobs);

    /// <summary>The last id of a file; null when there is none.</summary>
    public string? GetValueOrDefault(RepoPath path) => entries.TryGetValue(path, out var record) ? record.Blobs[^1] : null;

    /// <summary>All ids of a file, the last one first.</summary>
    public IReadOnlyList<string> HistoryOf(RepoPath path) => entries.TryGetValue(path, out var record) ? [.. record.Blobs.Reverse()] : [];

    public void Forget(RepoPath path) => entries.Remove(path);

    public void Add(RepoPath path, string blob)
    {
        string[] blobs = entries.TryGetValue(path, out var record) ? record.Blobs : [];
        if (blobs is [.., var last] && last == blob)
        {
            return;
        }

        entries[path] = new([.. blobs.Where(earlier => earlier != blob).TakeLast(MostOfFile - 1), blob], noted++);
        if (entries.Count > Most + (Most / 8))
        {
            DropOldest();
        }
    }

    public void Keep(Func<string, bool> exists)
    {
        foreach (var (path, record) in entries.Where(entry => !Array.TrueForAll(entry.Value.Blobs, blob => exists(blob))).ToList())
        {
            string[] kept = [.. record.Blobs.Where(exists)];
            if (kept.Length == 0)
            {
                entries.Remove(path);
            }
            else
            {
                entries[path] = record with { Blobs = kept };
            }
        }
    }

    /// <summary>Reads `ID PATH` lines, several of one file from the first to the last; others are passed over, since this is a cache.</summary>
    public static AgreedRecords Parse(IEnumerable<string> lines)
    {
        var records = new AgreedRecords();
        foreach (var line in lines)
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            if (end is 40 or 64 && !line.AsSpan(0, end).ContainsAnyExcept(HexDigits) && RepoPath.TryParse(line[(end + 1)..]) is { } path)
            {
                records.Add(path, line[..end]);
            }
        }

        return records;
    }

    /// <summary>Writes them as they are read.</summary>
    public void WriteTo(Stream stream)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var (path, record) in Ordered())
        {
            foreach (var blob in record.Blobs)
            {
                writer.WriteLine($"{blob} {path.Text}");
            }
        }
    }

    private IEnumerable<KeyValuePair<RepoPath, Record>> Ordered()
    {
        DropOldest();
        return entries.OrderBy(entry => entry.Value.Noted);
    }

    private void DropOldest()
    {
        foreach (var (path, _) in entries.OrderBy(entry => entry.Value.Noted).Take(Math.Max(0, entries.Count - Most)).ToList())
        {
            entries.Remove(path);
        }
    }

    private sealed record Record(string[] Blobs, long Noted);
}
