using System.Text.Json.Nodes;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>`rename`: by one edit that the client makes, or in the files, as `autoschematic rename` does, when it cannot make one.</summary>
internal sealed class RenameCommand(ServerContext context) : ICommand
{
    public string Name => "rename";

    public int Arguments => 2;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments)
    {
        var from = CommandTarget.Of(context, arguments[0]);
        var to = PlaceOf(arguments[1], from.Folder);
        var live = from.Live(context);
        var repository = context.Repositories.Open(from.Folder, context.Documents.Current);
        return async cancellationToken => ClientAbility.CanApplyRenames(context.ClientSays.Capabilities)
            ? await EditAsync(repository, from.Path, to, cancellationToken)
            : await WriteAsync(live, from.Path, to, cancellationToken);
    }

    // A relative path is one of the old file's repository, whatever else is open.
    private RepoPath PlaceOf(string argument, RepositoryFolder folder)
    {
        if (DocumentUri.Parse(argument).Path is null && RepoPath.TryParseRelative(argument, out _) is { } relative)
        {
            return relative;
        }

        var target = CommandTarget.Of(context, argument);
        return target.Folder == folder
            ? target.Path
            : throw new RpcException(RpcErrorCode.InvalidParams, $"`{argument}` is in another repository");
    }

    private async Task<JsonNode?> EditAsync(RepositorySnapshot repository, RepoPath from, RepoPath to, CancellationToken cancellationToken)
    {
        var draft = await new ResourceRename(context, repository).DraftAsync([(from, to)], cancellationToken);
        await context.Client.ApplyAsync($"Rename {from} to {to}", RenameEdits.Of(draft, repository), cancellationToken);
        return Answer(draft.Moved, draft.Edited);
    }

    private static async Task<JsonNode?> WriteAsync(LiveRepository live, RepoPath from, RepoPath to, CancellationToken cancellationToken)
    {
        var result = await live.WorkAsync(
            workspace => new RenameWorkflow(live.Pool).RunAsync(workspace, new(from.Text, to.Text, workspace.Root), _ => { }, cancellationToken),
            cancellationToken);
        return result.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error)
            ? throw ResourceRename.Refusal(live, result.Diagnostics)
            : Answer(result.Moved, [.. result.Rewritten.Select(item => item.File)]);
    }

    private static JsonObject Answer(IReadOnlyList<(RepoPath From, RepoPath To)> moved, IReadOnlyList<RepoPath> edited) => new()
    {
        ["moved"] = new JsonArray([.. moved.Select(move => (JsonNode)new JsonObject { ["from"] = move.From.Text, ["to"] = move.To.Text })]),
        ["edited"] = new JsonArray([.. edited.Select(file => (JsonNode)file.Text)]),
    };
}
