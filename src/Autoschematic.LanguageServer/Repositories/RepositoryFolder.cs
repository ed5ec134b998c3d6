using Autoschematic.LanguageServer.Documents;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

namespace Autoschematic.LanguageServer.Repositories;

/// <summary>The root of a repository, and its files by their paths in it.</summary>
internal sealed record RepositoryFolder(string Root)
{
    /// <summary>The folder above a file that holds `autoschematic.ron`; null when none does.</summary>
    public static RepositoryFolder? Containing(string path)
    {
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Join(folder, RepositoryConfig.FileName)))
            {
                return new(folder);
            }
        }

        return null;
    }

    /// <summary>The path of a file in the repository; null when it is outside of it, or can be no path of it.</summary>
    public RepoPath? PathOf(string file)
    {
        var relative = Path.GetRelativePath(Root, file);
        return relative == "." || Path.IsPathRooted(relative) ? null : RepoPath.TryParse(relative.Replace('\\', '/'));
    }

    public string FileOf(RepoPath path) => Path.Join(Root, path.Text);

    public DocumentUri UriOf(RepoPath path) => DocumentUri.OfFile(FileOf(path));
}
