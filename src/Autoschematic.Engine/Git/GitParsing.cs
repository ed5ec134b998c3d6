using System.Text;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Git;

/// <summary>Reads the NUL-separated listings of git.</summary>
internal sealed class GitParsing(Action<string> onUnusable)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>`diff --raw -z`: `:OLDMODE NEWMODE OLDID NEWID STATUS` NUL path NUL.</summary>
    public IReadOnlyList<GitChange> Changes(byte[] output)
    {
        var changes = new List<GitChange>();
        using var fields = Fields(output).GetEnumerator();
        while (fields.MoveNext())
        {
            var header = Encoding.ASCII.GetString(fields.Current.Span).TrimStart(':').Split(' ');
            if (header.Length != 5 || !fields.MoveNext())
            {
                break;
            }

            if (ToPath(fields.Current.Span) is { } path)
            {
                changes.Add(new(path, KindOf(header[4]), GitModes.Parse(header[0]), GitModes.Parse(header[1]), IdOf(header[2]), IdOf(header[3])));
            }
        }

        return Sorted(changes, change => change.Path);
    }

    /// <summary>`ls-files --stage -v -z`: `TAG MODE ID STAGE` tab path NUL; a lower-case tag means assume-unchanged.</summary>
    public IReadOnlyList<GitEntry> IndexEntries(byte[] output)
    {
        var entries = new List<GitEntry>();
        foreach (var field in Fields(output))
        {
            if (Split(field.Span, out var header) is { } path && header is [var tag, var mode, var id, var stage])
            {
                entries.Add(new(path, GitModes.Parse(mode), id, tag is "S" or "s", stage != "0"));
            }
        }

        return Sorted(entries, entry => entry.Path);
    }

    /// <summary>`ls-tree -r -z`: `MODE TYPE ID` tab path NUL.</summary>
    public IReadOnlyList<GitEntry> TreeEntries(byte[] output)
    {
        var entries = new List<GitEntry>();
        foreach (var field in Fields(output))
        {
            if (Split(field.Span, out var header) is { } path && header is [var mode, _, var id])
            {
                entries.Add(new(path, GitModes.Parse(mode), id));
            }
        }

        return Sorted(entries, entry => entry.Path);
    }

    /// <summary>Paths alone, each followed by NUL.</summary>
    public IReadOnlyList<RepoPath> Paths(byte[] output)
    {
        // A folder that is a repository of its own is listed with a slash at its end.
        var paths = Fields(output)
            .Where(field => !field.Span.EndsWith("/"u8))
            .Select(field => ToPath(field.Span))
            .OfType<RepoPath>()
            .ToList();
        return Sorted(paths, path => path);
    }

    /// <summary>`check-attr -z`: path NUL attribute NUL value NUL; the paths whose value is the one given.</summary>
    public IReadOnlyList<RepoPath> AttributeHolders(byte[] output, string value)
    {
        const int fieldsPerPath = 3;
        var holders = Fields(output)
            .Chunk(fieldsPerPath)
            .Where(fields => fields.Length == fieldsPerPath && Encoding.UTF8.GetString(fields[2].Span) == value)
            .Select(fields => ToPath(fields[0].Span))
            .OfType<RepoPath>()
            .ToList();
        return Sorted(holders, path => path);
    }

    // Git sorts by bytes and diffs of a tree by entry; everything here is in one order, whatever came from where.
    private static List<T> Sorted<T>(List<T> items, Func<T, RepoPath> path)
    {
        items.Sort((left, right) => path(left).CompareTo(path(right)));
        return items;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Fields(byte[] output)
    {
        var start = 0;
        while (start < output.Length)
        {
            var end = Array.IndexOf(output, (byte)0, start);
            if (end < 0)
            {
                yield break;
            }

            yield return output.AsMemory(start, end - start);
            start = end + 1;
        }
    }

    private static GitChangeKind KindOf(string status) => status[0] switch
    {
        'A' => GitChangeKind.Added,
        'D' => GitChangeKind.Deleted,
        'T' => GitChangeKind.TypeChanged,
        'U' => GitChangeKind.Unmerged,
        _ => GitChangeKind.Modified,
    };

    private static string? IdOf(string id) => id.All(digit => digit == '0') ? null : id;

    private RepoPath? Split(ReadOnlySpan<byte> field, out string[] header)
    {
        var tab = field.IndexOf((byte)'\t');
        header = tab < 0 ? [] : Encoding.ASCII.GetString(field[..tab]).Split(' ');
        return tab < 0 ? null : ToPath(field[(tab + 1)..]);
    }

    private RepoPath? ToPath(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (RepoPath.TryParse(Strict.GetString(bytes)) is { } path)
            {
                return path;
            }
        }
        catch (DecoderFallbackException)
        {
            // Reported below, with replacement characters.
        }

        onUnusable(Encoding.UTF8.GetString(bytes));
        return null;
    }
}
