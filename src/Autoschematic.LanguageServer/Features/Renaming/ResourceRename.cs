using System.Text;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Engine.Workspaces;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>
/// Works out what a rename changes, for every way to ask for one. It is the plan of `autoschematic rename` over the texts
/// on the screen. No connector needs to run: who owns the old and the new address is looked at when that is known, and
/// nothing is planned remotely before or after, which the command does.
/// </summary>
internal sealed class ResourceRename(ServerContext context, RepositorySnapshot repository)
{
    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(1);
    private TimeSpan waited;

    /// <summary>The draft; throws with the engine's own reason when the rename is not possible.</summary>
    public async Task<RenameDraft> DraftAsync(IReadOnlyList<(RepoPath From, RepoPath To)> places, CancellationToken cancellationToken)
    {
        // It needs git, which may run programs that a repository names.
        var live = context.Live.Find(repository.Folder)
            ?? throw new RpcException(RpcErrorCode.RequestFailed, "Resources can be renamed once the workspace is trusted");
        var workspace = await live.ReadyAsync(cancellationToken)
            ?? throw new RpcException(RpcErrorCode.RequestFailed, live.Problem?.Message ?? "The repository cannot be opened");
        var diagnostics = new DiagnosticBag();
        var drafter = new RenameDrafter(OnScreen(workspace), UnsavedTexts(), OwnersAsync);
        if (await drafter.DraftAsync(places, diagnostics, cancellationToken) is not { } draft)
        {
            throw Refusal(live, diagnostics);
        }

        foreach (var warning in diagnostics)
        {
            context.Client.Log(MessageType.Warning, live.Redact(Sentence(warning)));
        }

        return draft;
    }

    /// <summary>The first error as the one sentence that an editor shows.</summary>
    public static RpcException Refusal(LiveRepository live, IEnumerable<Diagnostic> diagnostics)
        => new(RpcErrorCode.RequestFailed, live.Redact(Sentence(diagnostics.First(found => found.Severity == DiagnosticSeverity.Error))));

    private static string Sentence(Diagnostic found)
        => found.Hint is null ? $"{found.Message} ({found.Code})" : $"{found.Message} ({found.Code}: {found.Hint})";

    // Prefixes count as they are on the screen too.
    private Workspace OnScreen(Workspace saved)
        => repository.Config is { } config
            ? new(saved.Git, saved.Files, saved.ConfigSource, config, saved.Host, saved.Clock)
            : saved;

    private Dictionary<RepoPath, ReadOnlyMemory<byte>> UnsavedTexts()
    {
        var texts = new Dictionary<RepoPath, ReadOnlyMemory<byte>>();
        foreach (var document in repository.Documents.All)
        {
            if (repository.PathOf(document) is { } file)
            {
                texts[file] = Encoding.UTF8.GetBytes(document.Text.Text);
            }
        }

        return texts;
    }

    // Each question to a connector that hangs costs a moment, and a folder may have very many files.
    private async Task<IReadOnlyList<AddressOwner>> OwnersAsync(ResourceKey resource, CancellationToken cancellationToken)
    {
        if (waited > MostWaiting)
        {
            return [];
        }

        var asked = context.World.Clock.GetTimestamp();
        var owners = await context.Facts.OwnersAsync(repository.Folder, resource.Prefix, resource.Address, cancellationToken);
        waited += context.World.Clock.GetElapsedTime(asked);
        return [.. owners.Select(owner => new AddressOwner(owner.Connector, owner.Bits))];
    }
}
