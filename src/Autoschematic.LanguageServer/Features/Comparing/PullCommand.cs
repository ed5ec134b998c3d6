using System.Text;
using System.Text.Json.Nodes;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Features.Commanding;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Merging;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>
/// `pull`: merges the remote state into a file. One that is open is changed on the screen, where it can be undone and
/// is saved by whoever edits it; what both sides changed is asked about.
/// </summary>
internal sealed class PullCommand(ServerContext context, StateKeeper states) : ICommand
{
    private const string Theirs = "Take remote";
    private const string Ours = "Keep mine";
    private const string Mark = "Mark conflicts";

    public string Name => "pull";

    public int Arguments => 1;

    public Func<CancellationToken, Task<JsonNode?>> Prepare(IReadOnlyList<string> arguments)
    {
        var target = CommandTarget.Of(context, arguments[0]);
        var live = target.Live(context);
        var open = context.Documents.Current.FindFile(target.File);
        return async cancellationToken =>
        {
            var (result, pulled) = await PullAsync(live, target.Path, open, ConflictRule.Report, cancellationToken);
            var conflicts = pulled?.Conflicts.Count ?? 0;
            if (pulled?.Status is PullStatus.Conflicted { IsGone: false }
                && await AskAsync(target.Path, conflicts, cancellationToken) is { } rule)
            {
                (result, pulled) = await PullAsync(live, target.Path, open, rule, cancellationToken);
            }

            if (pulled is null)
            {
                CommandProblems.Demand(live, result.Diagnostics);
            }

            if (pulled?.Edited is { } edited && open is not null)
            {
                await ShowAsync(target, open, Encoding.UTF8.GetString(edited.Span), cancellationToken);
            }
            else if (pulled?.Status is PullStatus.Pulled)
            {
                states.Forget(target.File);
            }

            return new JsonObject
            {
                ["path"] = target.Path.Text,
                ["status"] = pulled?.Status.Word ?? "unmanaged",
                ["changed"] = pulled?.Status is PullStatus.Pulled,
                ["conflicts"] = conflicts,
                ["lines"] = Lines.Of(
                [
                    .. DiffLines.Of(pulled?.Diff).Select(live.Redact),
                    .. CommandProblems.Of(live, result.Diagnostics),
                ]),
            };
        };
    }

    private async Task<(PullResult Result, PulledResource? Pulled)> PullAsync(
        LiveRepository live, RepoPath path, Document? open, ConflictRule rule, CancellationToken cancellationToken)
    {
        var edited = new Dictionary<RepoPath, ReadOnlyMemory<byte>>();
        if (open is not null)
        {
            edited[path] = Encoding.UTF8.GetBytes(open.Text.Text);
        }

        var result = await live.WorkAsync(
            workspace => new PullWorkflow(live.Pool).RunAsync(
                workspace,
                new(new SelectionRequest(new SelectionMode.Paths([path.Text], workspace.Root)))
                {
                    Rule = rule,
                    Edited = edited,
                    Confirm = (undecided, token) => ConfirmAsync(path, undecided, token),
                },
                _ => { },
                cancellationToken),
            cancellationToken);
        return (result, result.Resources.FirstOrDefault(resource => resource.Resource.File == path));
    }

    private async Task<ConflictRule?> AskAsync(RepoPath path, int conflicts, CancellationToken cancellationToken)
        => await context.Client.AskAsync(
            conflicts == 1
                ? $"One value of `{path}` was changed here and remotely"
                : $"{conflicts} values of `{path}` were changed here and remotely",
            [Theirs, Ours, Mark],
            cancellationToken) switch
        {
            Theirs => ConflictRule.Theirs,
            Ours => ConflictRule.Ours,
            Mark => ConflictRule.Mark,
            _ => null,
        };

    private async Task<bool> ConfirmAsync(RepoPath path, IReadOnlyList<PulledResource> undecided, CancellationToken cancellationToken)
        => undecided.Count > 0 && await context.Client.AskAsync(
            $"`{path}` was committed and perhaps never applied; taking the remote state takes that back", [Theirs, Ours], cancellationToken) == Theirs;

    /// <summary>Has the client change the document, which it refuses when somebody typed meanwhile.</summary>
    private async Task ShowAsync(CommandTarget target, Document open, string text, CancellationToken cancellationToken)
    {
        var edits = new DocumentChange
        {
            TextDocument = new(open.Uri.Text, open.Version),
            Edits = [TextDifference.Between(open.Text, text)],
        };
        await context.Client.ApplyAsync($"Pull remote state of {target.Path}", new() { DocumentChanges = [edits] }, cancellationToken);
    }
}
