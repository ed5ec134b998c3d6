using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Warm.Fingerprints;

/// <summary>The files of a prefix at one moment: a connector reads some of them, its CONFIG files, only once.</summary>
internal sealed class PrefixSnapshot
{
    private const int MostFiles = 10_000;

    private readonly Dictionary<string, FileStamp?> files;

    private PrefixSnapshot(Dictionary<string, FileStamp?> files) => this.files = files;

    /// <summary>Null when there are too many files to look at them before every command.</summary>
    public static PrefixSnapshot? Take(ConnectorLaunch launch)
    {
        Dictionary<string, FileStamp?> files = new(StringComparer.Ordinal);
        var root = launch.Prefix.Folder is { } folder ? Path.Combine(launch.RepositoryRoot, folder.Text) : launch.RepositoryRoot;
        return Collect(root, root.Length + 1, files) ? new(files) : null;
    }

    /// <summary>Addresses of files that are not what they were, in either of the two.</summary>
    public IReadOnlyList<Address> DifferencesFrom(PrefixSnapshot other)
        => [.. files.Keys.Union(other.files.Keys, StringComparer.Ordinal)
            .Where(name => files.GetValueOrDefault(name) != other.files.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .Select(static name => Address.TryParse(name, out _))
            .OfType<Address>()];

    private static bool Collect(string folder, int skipped, Dictionary<string, FileStamp?> files)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                if (entry is FileInfo || entry.LinkTarget is not null)
                {
                    files[entry.FullName[skipped..]] = FileStamp.Of(entry.FullName);
                }
                else if (entry.Name is not (".git" or ".autoschematic") && !Collect(entry.FullName, skipped, files))
                {
                    return false;
                }

                if (files.Count > MostFiles)
                {
                    return false;
                }
            }

            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // A prefix whose folder was not made yet.
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
