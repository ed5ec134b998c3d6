using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.Model.Config;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>Tells which repository a document belongs to; files outside the client's folders belong to none.</summary>
internal sealed class RepositoryFinder
{
    private readonly KnownConfigs configs = new();
    private volatile IReadOnlyList<string> folders = [];

    /// <summary>Absolute paths of the folders that the client has open.</summary>
    public IReadOnlyList<string> Folders => folders;

    public void SetFolders(IEnumerable<string> uris)
        => folders = [.. uris.Select(uri => DocumentUri.Parse(uri).Path).OfType<string>().Select(Path.TrimEndingDirectorySeparator).Distinct()];

    public void Change(WorkspaceFoldersChange change)
    {
        var removed = change.Removed.Select(folder => DocumentUri.Parse(folder.Uri).Path).OfType<string>().Select(Path.TrimEndingDirectorySeparator);
        folders =
        [
            .. folders.Except(removed).Concat(change.Added.Select(folder => DocumentUri.Parse(folder.Uri).Path).OfType<string>().Select(Path.TrimEndingDirectorySeparator)).Distinct(),
        ];
    }

    /// <summary>The repository of a document, with the documents of that moment; null when it has none.</summary>
    public RepositorySnapshot? Find(Document document, DocumentSet documents)
        => document.Uri.Path is { } path && IsOpen(path) && RepositoryFolder.Containing(path) is { } folder ? Open(folder, documents) : null;

    /// <summary>A repository, with the documents of some moment.</summary>
    public RepositorySnapshot Open(RepositoryFolder folder, DocumentSet documents) => new(folder, documents, configs);

    /// <summary>Every repository that a folder of the client is, lies in, or holds at its top.</summary>
    public IReadOnlyList<RepositoryFolder> All
        => [.. folders.SelectMany(RepositoriesOf).Distinct()];

    private static IEnumerable<RepositoryFolder> RepositoriesOf(string folder)
    {
        if (RepositoryFolder.Containing(Path.Join(folder, "x")) is { } own)
        {
            return [own];
        }

        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };
        return Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, "*", options)
                .Where(inner => File.Exists(Path.Join(inner, RepositoryConfig.FileName)))
                .Order(StringComparer.Ordinal)
                .Select(inner => new RepositoryFolder(inner))
            : [];
    }

    /// <summary>Whether a file lies in a folder that the client has open.</summary>
    public bool IsOpen(string path)
        => folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/' || folder == "/"));
}
