using System.Globalization;
using System.Security.Cryptography;

namespace Autoschematic.Connectors.Install;

/// <summary>Every file of an entry of the store, with its hash: what makes an entry complete, and shows that it was changed.</summary>
internal static class StoreManifest
{
    private const string Name = "manifest";
    private const string Link = "link";

    // Python writes these when it runs, and takes them for good only when they fit their source.
    private const string Compiled = "__pycache__";

    /// <summary>Writes down what an entry holds; the last thing that is done before it gets its place.</summary>
    public static void Write(string entry)
    {
        var root = RootOf(entry);
        var lines = Walk(root).Select(file => LineOf(root, file)).Order(StringComparer.Ordinal);
        File.WriteAllLines(Path.Join(entry, Name), lines);
    }

    /// <summary>The folder inside an entry that holds what was installed.</summary>
    public static string RootOf(string entry) => Path.Join(entry, "root");

    /// <summary>What is wrong with an entry, or null. Files are read when their size and time do not say enough.</summary>
    /// <param name="entry">Absolute path of the entry.</param>
    /// <param name="readAll">Whether every file is read, whatever its size and time.</param>
    public static string? ProblemOf(string entry, bool readAll)
    {
        try
        {
            var root = RootOf(entry);
            if (!Directory.Exists(entry))
            {
                return "is not there";
            }

            var left = Walk(root).ToDictionary(file => Path.GetRelativePath(root, file.FullName), StringComparer.Ordinal);
            foreach (var line in File.ReadLines(Path.Join(entry, Name)))
            {
                if (line.Split(' ', 4) is not [var hash, var size, var time, var path])
                {
                    return "has a damaged manifest";
                }

                if (!left.Remove(path, out var file))
                {
                    return $"lacks `{path}`";
                }

                if (!Holds(file, hash, size, time, readAll))
                {
                    return $"has another `{path}` than was installed";
                }

                // Such as the Python of a virtual environment, which lies outside.
                if (file.LinkTarget is { } target && Path.IsPathRooted(target) && !Path.Exists(target))
                {
                    return $"needs `{target}`, which is not there any more";
                }
            }

            return left.Keys.FirstOrDefault() is { } added ? $"has `{added}`, which was not installed" : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {problem.Message}";
        }
    }

    private static bool Holds(FileSystemInfo file, string hash, string size, string time, bool readAll)
        => hash == Link || file.LinkTarget is not null
            ? hash == Link && file.LinkTarget is { } target && HashOf(target) == size
            : file is FileInfo info
                && info.Length.ToString(CultureInfo.InvariantCulture) == size
                && ((!readAll && TimeOf(info) == time) || HashOf(info) == hash);

    private static string LineOf(string root, FileSystemInfo file)
    {
        var path = Path.GetRelativePath(root, file.FullName);
        if (path.Contains('\n', StringComparison.Ordinal))
        {
            throw new IOException($"the name of the file `{path.ReplaceLineEndings("⏎")}` has a line break");
        }

        return file is FileInfo info && info.LinkTarget is null
            ? string.Create(CultureInfo.InvariantCulture, $"{HashOf(info)} {info.Length} {TimeOf(info)} {path}")
            : $"{Link} {HashOf(file.LinkTarget!)} - {path}";
    }

    /// <summary>Files and links, whatever they lead to; folders only as what is in them.</summary>
    private static IEnumerable<FileSystemInfo> Walk(string folder)
    {
        foreach (var item in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (item is not DirectoryInfo || item.LinkTarget is not null)
            {
                yield return item;
            }
            else if (item.Name != Compiled)
            {
                foreach (var inner in Walk(item.FullName))
                {
                    yield return inner;
                }
            }
        }
    }

    private static string TimeOf(FileInfo file) => file.LastWriteTimeUtc.Ticks.ToString(CultureInfo.InvariantCulture);

    private static string HashOf(FileInfo file)
    {
        using var stream = file.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
