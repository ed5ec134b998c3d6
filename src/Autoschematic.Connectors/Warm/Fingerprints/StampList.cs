using System.Security.Cryptography;
using System.Text;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Fingerprints;

/// <summary>Collects files with their stamps; two collections are equal when nobody has touched anything in them.</summary>
/// <param name="most">Beyond this many files nothing is known.</param>
internal sealed class StampList(int most)
{
    private readonly SortedDictionary<string, FileStamp?> stamps = new(StringComparer.Ordinal);
    private bool overflown;

    public void AddFile(string path) => Put(path, FileStamp.Of(path));

    /// <summary>A folder as such: what it lists, not what is in the files.</summary>
    public void AddFolder(string path) => Put(path, FileStamp.Of(path));

    /// <summary>A file that exists and is no folder, device or socket.</summary>
    public void AddIfFile(string path)
    {
        if (FileStamp.Of(path) is { IsFile: true } stamp)
        {
            Put(path, stamp);
        }
    }

    /// <summary>Every file below a folder that counts, without following links to folders.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rules">What counts.</param>
    /// <param name="without">A folder below it that does not.</param>
    public void AddTree(string folder, CodeRules rules, string? without = null)
    {
        if (folder == without || overflown)
        {
            return;
        }

        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                if (entry is DirectoryInfo inner && entry.LinkTarget is null)
                {
                    if (rules.Enters(inner))
                    {
                        AddTree(entry.FullName, rules, without);
                    }
                }
                else if (rules.Counts(entry.Name))
                {
                    AddFile(entry.FullName);
                }

                if (overflown)
                {
                    return;
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be read nothing is known.
            overflown = true;
        }
    }

    /// <summary>One text for everything; null when it cannot be known.</summary>
    public string? Finish()
        => overflown ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', stamps.Select(static pair => $"{pair.Key}\0{pair.Value}")))));

    private void Put(string path, FileStamp? stamp)
    {
        stamps[path] = stamp;
        overflown |= stamps.Count > most;
    }
}
