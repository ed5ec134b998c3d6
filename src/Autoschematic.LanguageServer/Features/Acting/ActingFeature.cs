using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.LanguageServer.Schemas;

namespace Autoschematic.LanguageServer.Features.Acting;

/// <summary>Offers changes of a place in a document.</summary>
internal sealed class ActingFeature(ServerContext context, DocumentKnowledge knowledge) : IFeature
{
    private readonly LinkedValues linked = new(knowledge);

    public void Declare(ServerCapabilities capabilities) => capabilities.CodeActionProvider = new(ActionKinds.All);

    public void Register(RpcMethods methods)
        => methods.OnRequest("textDocument/codeAction", LspJson.Default.CodeActionParams, LspJson.Default.IReadOnlyListCodeAction, Prepare);

    private Func<CancellationToken, Task<IReadOnlyList<CodeAction>>> Prepare(CodeActionParams parameters)
    {
        if (context.Documents.Current.Find(parameters.TextDocument.Uri) is not { } document)
        {
            return _ => Task.FromResult<IReadOnlyList<CodeAction>>([]);
        }

        var repository = context.RepositoryOf(document);
        return async cancellationToken =>
        {
            var role = DocumentRole.Of(document, repository);
            var offered = await OfferAsync(document, repository, role, parameters.Range.Start, cancellationToken);
            return [.. offered.Where(action => ActionKinds.IsWanted(action.Kind, parameters.Context.Only))];
        };
    }

    private async Task<IEnumerable<CodeAction>> OfferAsync(
        Document document, RepositorySnapshot? repository, DocumentRole role, Position place, CancellationToken cancellationToken)
    {
        var pull = role is DocumentRole.Body && context.Trust.IsGranted ? new[] { Pull(document) } : [];
        if (document.Tree is not { } tree)
        {
            return pull;
        }

        var caret = CaretScanner.Find(tree, document.Text.OffsetOf(place));
        var site = new ActionSite(document, repository, role, knowledge.SchemaOf(document, repository, role), tree, caret);
        return
        [
            .. MisspeltNames.Of(site),
            .. MissingFields.Of(site),
            .. await linked.OfAsync(site, cancellationToken),
            .. pull,
        ];
    }

    private CodeAction Pull(Document document)
    {
        const string title = "Pull remote state";
        var command = context.Options.CodeLens ? "autoschematic.pull" : "pull";
        return new(title, ActionKinds.Pull, Command: new(title, command, [document.Uri.Text]));
    }
}
