using System.Text;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Engine.Workspaces;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Features.Commanding;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Reads remote bodies, as the connector gives them or laid into what is on the screen.</summary>
internal sealed class RemoteBodies(ServerContext context)
{
    /// <summary>Takes the documents as they are now; the body is null when there is nothing remote, or it is not text.</summary>
    /// <param name="isLaid">Whether layout, comments and references of the local body are kept where they mean the same.</param>
    public Func<CancellationToken, Task<string?>> Prepare(CommandTarget target, bool isLaid)
    {
        var live = target.Live(context);
        var local = isLaid ? LocalOf(target, context.Documents.Current) : null;
        return async cancellationToken =>
        {
            // Reading takes no lock, so it waits for nobody.
            var workspace = await live.DemandAsync(cancellationToken);
            var result = await new GetWorkflow(live.Pool).RunAsync(
                workspace, new(target.Path.Text, workspace.Root) { Onto = local }, _ => { }, cancellationToken);
            if (result.Body is { } body)
            {
                return Utf8.TryDecode(body);
            }

            // That there is nothing is an answer.
            CommandProblems.Demand(live, result.Diagnostics.Where(found => found.Code is not ("GET003" or "GET004")));
            return null;
        };
    }

    private static ReadOnlyMemory<byte>? LocalOf(CommandTarget target, DocumentSet documents)
        => documents.FindFile(target.File)?.Text.Text is { } open ? Encoding.UTF8.GetBytes(open)
            : new Engine.Files.RepositoryFiles(target.Folder.Root).TryRead(target.Path, []);
}
