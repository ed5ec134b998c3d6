using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>Takes along what repository and remote last agreed on when an editor has renamed files, so that a pull still merges.</summary>
internal sealed class MovedAgreements(ServerContext context)
{
    public void Take(IReadOnlyList<FileRename> renames)
    {
        foreach (var rename in renames)
        {
            if (DocumentUri.Parse(rename.OldUri).Path is { } from
                && DocumentUri.Parse(rename.NewUri).Path is { } to
                && context.Repositories.IsOpen(to)
                && RepositoryFolder.Containing(to) is { } folder
                && context.Live.Find(folder) is { } live)
            {
                _ = Task.Run(() => TakeAsync(live, from, to), CancellationToken.None);
            }
        }
    }

    private async Task TakeAsync(LiveRepository live, string from, string to)
    {
        try
        {
            var problems = new DiagnosticBag();
            await live.WorkAsync(
                async workspace =>
                {
                    await workspace.Agreed.MoveAsync(MovesOf(live.Folder, from, to), problems);
                    return true;
                },
                CancellationToken.None);
            foreach (var problem in problems)
            {
                context.Client.Log(MessageType.Warning, live.Redact(problem.Message));
            }
        }
        catch (RpcException)
        {
            // Why the repository cannot be opened is told by its status.
        }
        catch (Exception exception)
        {
            context.Connection.OnBug("workspace/didRenameFiles", exception);
        }
    }

    /// <summary>Old and new places of the files that are at the new place by now.</summary>
    private static IEnumerable<(RepoPath From, RepoPath To)> MovesOf(RepositoryFolder folder, string from, string to)
    {
        if (folder.PathOf(from) is not { } before || folder.PathOf(to) is not { } after)
        {
            return [];
        }

        var files = Directory.Exists(to) ? new Engine.Files.RepositoryFiles(folder.Root).List(after) : [after];
        return files.Select(file => (RepoPath.Parse(before.Text + file.Text[after.Text.Length..]), file));
    }
}
