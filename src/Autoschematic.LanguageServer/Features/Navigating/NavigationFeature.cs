using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features.Navigating;

/// <summary>Leads from references to what they name and back, and from paths to files.</summary>
internal sealed class NavigationFeature(ServerContext context) : IFeature
{
    public void Declare(ServerCapabilities capabilities)
    {
        capabilities.DefinitionProvider = true;
        capabilities.ReferencesProvider = true;
        capabilities.DocumentHighlightProvider = true;
        capabilities.DocumentLinkProvider = new();
    }

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("textDocument/definition", LspJson.Default.DocumentPositionParams, LspJson.Default.IReadOnlyListLocation,
            parameters => Prepare(parameters.TextDocument, (repository, document, _) =>
                TargetFinder.Find(repository, document, document.Text.OffsetOf(parameters.Position)) is { } target
                    ? new Destinations(repository).DefinitionOf(target)
                    : []));
        methods.OnRequest("textDocument/references", LspJson.Default.ReferenceParams, LspJson.Default.IReadOnlyListLocation,
            parameters => Prepare(parameters.TextDocument, (repository, document, cancellationToken) =>
                TargetFinder.Find(repository, document, document.Text.OffsetOf(parameters.Position)) is { } target
                    ? new Destinations(repository).UsesOf(target, parameters.Context?.IncludeDeclaration == true, cancellationToken)
                    : []));
        methods.OnRequest("textDocument/documentHighlight", LspJson.Default.DocumentPositionParams, LspJson.Default.IReadOnlyListDocumentHighlight,
            parameters => Prepare(parameters.TextDocument, (repository, document, _) =>
                Highlights.At(repository, document, document.Text.OffsetOf(parameters.Position))!));
        methods.OnRequest("textDocument/documentLink", LspJson.Default.DocumentParams, LspJson.Default.IReadOnlyListDocumentLink,
            parameters => Prepare<DocumentLink>(parameters.TextDocument, (repository, document, _) =>
                [.. PathLinks.In(repository, document).Select(link => new DocumentLink(document.Text.RangeOf(link.Span), repository.UriOf(link.File)))]));
    }

    private Func<CancellationToken, Task<IReadOnlyList<T>>> Prepare<T>(
        TextDocumentIdentifier identifier, Func<RepositorySnapshot, Document, CancellationToken, IReadOnlyList<T>> find)
    {
        var documents = context.Documents.Current;
        return cancellationToken => Task.FromResult(
            documents.Find(identifier.Uri) is { } document && context.Repositories.Find(document, documents) is { } repository
                ? find(repository, document, cancellationToken)
                : []);
    }
}
