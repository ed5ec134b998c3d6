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
            if (Split(field.Span, out var header) is { } path)
            {
                var tag = NextWord(ref header);
                var mode = GitModes.Parse(NextWord(ref header));
                var id = Encoding.ASCII.GetString(NextWord(ref header));
                entries.Add(new(path, mode, id, tag is [(byte)'S' or (byte)'s'], !header.SequenceEqual("0"u8), tag is [>= (byte)'a']));
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
            if (Split(field.Span, out var header) is { } path)
            {
                var mode = GitModes.Parse(NextWord(ref header));
                _ = NextWord(ref header);
                entries.Add(new(path, mode, Encoding.ASCII.GetString(header)));
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
        var wanted = Encoding.UTF8.GetBytes(value);
        var holders = Fields(output)
            .Chunk(fieldsPerPath)
            .Where(fields => fields.Length == fieldsPerPath && fields[2].Span.SequenceEqual(wanted))
            .Select(fields => ToPath(fields[0].Span))
            .OfType<RepoPath>()
            .ToList();
        return Sorted(holders, path => path);
    }

    // Git sorts by bytes and diffs of a tree by entry; everything here is in one order, whatever came from where.
    private static List<T> Sorted<T>(List<T> items, Func<T, RepoPath> path)
    {
        for (var index = 1; index < items.Count; index++)
        {
            // Large listings are in this order nearly always.
            if (path(items[index - 1]).CompareTo(path(items[index])) > 0)
            {
                items.Sort((left, right) => path(left).CompareTo(path(right)));
                break;
            }
        }

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

    private RepoPath? Split(ReadOnlySpan<byte> field, out ReadOnlySpan<byte> header)
    {
        var tab = field.IndexOf((byte)'\t');
        header = tab < 0 ? [] : field[..tab];
        return tab < 0 ? null : ToPath(field[(tab + 1)..]);
    }

    /// <summary>Takes a word off the front.</summary>
    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)' ');
        var word = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return word;
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
