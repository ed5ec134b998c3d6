using Autoschematic.Engine.Files;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>The resources that move when a file or folder does.</summary>
internal static class FileMoves
{
    /// <summary>Old and new places; none when no resource is in what moves. Throws when they would leave the repository.</summary>
    public static IReadOnlyList<(RepoPath From, RepoPath To)> Of(RepositorySnapshot repository, string oldPath, string newPath)
    {
        if (repository.Folder.PathOf(oldPath) is not { } from)
        {
            return [];
        }

        var resources = (repository.Files.KindOf(from) == FileKind.Folder ? repository.Files.List(from) : [from])
            .Where(file => repository.Config?.Locate(file) is not null && repository.Config.ReservedPaths(repository.Folder.Root).Check(file) is null)
            .ToList();
        if (resources.Count == 0)
        {
            return [];
        }

        var to = repository.Folder.PathOf(newPath)
            ?? throw new RpcException(RpcErrorCode.RequestFailed, $"`{from}` would leave the repository");
        return [.. resources.Select(file => (file, RepoPath.Parse(to.Text + file.Text[from.Text.Length..])))];
    }
}
