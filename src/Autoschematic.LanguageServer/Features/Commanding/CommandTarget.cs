using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;

namespace Autoschematic.LanguageServer.Features.Commanding;

/// <summary>A file that a command names, in its repository.</summary>
internal sealed record CommandTarget(RepositoryFolder Folder, RepoPath Path)
{
    public string File => Folder.FileOf(Path);

    public DocumentUri Uri => Folder.UriOf(Path);

    /// <summary>Finds the file of an argument: an address of a document, an absolute path, or one in a repository of the client.</summary>
    public static CommandTarget Of(ServerContext context, string argument)
    {
        if (DocumentUri.Parse(argument).Path is { } file || (System.IO.Path.IsPathRooted(argument) && (file = argument) is not null))
        {
            return RepositoryFolder.Containing(file) is { } folder && context.Repositories.IsOpen(file) && folder.PathOf(file) is { } path
                ? new(folder, path)
                : throw new RpcException(RpcErrorCode.InvalidParams, $"`{argument}` is not in a repository that is open");
        }

        var relative = RepoPath.TryParseRelative(argument, out var problem)
            ?? throw new RpcException(RpcErrorCode.InvalidParams, $"`{argument}` {problem}");
        var all = context.Repositories.All;
        var homes = all.Where(candidate => System.IO.File.Exists(candidate.FileOf(relative))).ToList();
        if (homes.Count > 1)
        {
            throw new RpcException(RpcErrorCode.InvalidParams, $"`{argument}` is in {homes.Count} open repositories; give its whole path");
        }

        var home = homes.Count == 1 ? homes[0] : all.Count == 1 ? all[0] : null;
        return home is null
            ? throw new RpcException(RpcErrorCode.InvalidParams, all.Count == 0 ? "No repository with an `autoschematic.ron` is open" : $"`{argument}` is in none of {all.Count} open repositories; give its whole path")
            : new(home, relative);
    }

    /// <summary>The repository with its connectors.</summary>
    public LiveRepository Live(ServerContext context)
        => context.Live.Find(Folder)
            ?? throw new RpcException(RpcErrorCode.RequestFailed, "The workspace is not trusted, so no connector is started");
}
