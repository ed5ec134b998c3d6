using System.Text;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Agreements;

/// <summary>Ids of blobs by file, those that were noted last at the end.</summary>
internal sealed class AgreedRecords
{
    /// <summary>More than this are not kept; the oldest go.</summary>
    private const int Most = 100_000;

    private readonly OrderedDictionary<RepoPath, string> entries = [];

    public IReadOnlyCollection<KeyValuePair<RepoPath, string>> Entries => entries;

    public IEnumerable<string> Blobs => entries.Values;

    public string? GetValueOrDefault(RepoPath path) => entries.GetValueOrDefault(path);

    public bool TryGetValue(RepoPath path, out string blob)
    {
        var found = entries.TryGetValue(path, out var value);
        blob = value ?? "";
        return found;
    }

    public void Set(RepoPath path, string? blob)
    {
        if (blob is not null && entries.GetValueOrDefault(path) == blob)
        {
            return;
        }

        entries.Remove(path);
        if (blob is not null)
        {
            entries.Add(path, blob);
        }

        while (entries.Count > Most)
        {
            entries.RemoveAt(0);
        }
    }

    public void Keep(Func<string, bool> exists)
    {
        foreach (var (path, _) in entries.Where(entry => !exists(entry.Value)).ToList())
        {
            entries.Remove(path);
        }
    }

    /// <summary>Reads `ID PATH` lines; others are passed over, since this is a cache.</summary>
    public static AgreedRecords Parse(string text)
    {
        var records = new AgreedRecords();
        foreach (var line in text.Split('\n'))
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal);
            if (end is 40 or 64 && line[..end].All(char.IsAsciiHexDigitLower) && RepoPath.TryParse(line[(end + 1)..]) is { } path)
            {
                records.Set(path, line[..end]);
            }
        }

        return records;
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => $"{entry.Value} {entry.Key.Text}\n")));
}
