using System.Text;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Agreements;

/// <summary>Ids of blobs by file: some for each, and both files and ids that were noted last at the end.</summary>
internal sealed class AgreedRecords
{
    /// <summary>More than this are not kept; the oldest go.</summary>
    private const int Most = 100_000;

    /// <summary>Of one file no more than this are kept: other branches, and what was taken back.</summary>
    private const int MostOfFile = 8;

    private readonly OrderedDictionary<RepoPath, List<string>> entries = [];

    /// <summary>The last id of every file.</summary>
    public IEnumerable<KeyValuePair<RepoPath, string>> Entries => entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value[^1]));

    public IEnumerable<string> Blobs => entries.Values.SelectMany(blobs => blobs);

    /// <summary>The last id of a file; null when there is none.</summary>
    public string? GetValueOrDefault(RepoPath path) => entries.GetValueOrDefault(path)?[^1];

    /// <summary>All ids of a file, the last one first.</summary>
    public IReadOnlyList<string> HistoryOf(RepoPath path) => entries.TryGetValue(path, out var blobs) ? [.. Enumerable.Reverse(blobs)] : [];

    public void Forget(RepoPath path) => entries.Remove(path);

    public void Add(RepoPath path, string blob)
    {
        if (GetValueOrDefault(path) == blob)
        {
            return;
        }

        var blobs = entries.GetValueOrDefault(path) ?? [];
        blobs.Remove(blob);
        blobs.Add(blob);
        blobs.RemoveRange(0, Math.Max(0, blobs.Count - MostOfFile));
        entries.Remove(path);
        entries.Add(path, blobs);
        while (entries.Count > Most)
        {
            entries.RemoveAt(0);
        }
    }

    public void Keep(Func<string, bool> exists)
    {
        foreach (var (path, blobs) in entries.ToList())
        {
            if (blobs.RemoveAll(blob => !exists(blob)) > 0 && blobs.Count == 0)
            {
                entries.Remove(path);
            }
        }
    }

    /// <summary>Reads `ID PATH` lines, several of one file from the first to the last; others are passed over, since this is a cache.</summary>
    public static AgreedRecords Parse(string text)
    {
        var records = new AgreedRecords();
        foreach (var line in text.Split('\n'))
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            if (end is 40 or 64 && line[..end].All(char.IsAsciiHexDigitLower) && RepoPath.TryParse(line[(end + 1)..]) is { } path)
            {
                records.Add(path, line[..end]);
            }
        }

        return records;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(
        entries.SelectMany(entry => entry.Value.Select(blob => $"{blob} {entry.Key.Text}\n"))));
}
