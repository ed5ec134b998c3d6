using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Features.Navigating;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Ron.Syntax;
using Autoschematic.Ron.Text;
using Range = Autoschematic.LanguageServer.Protocol.Range;

namespace Autoschematic.LanguageServer.Features.Symbols;

/// <summary>Outlines, folding, growing selections, colours, and the search for resources.</summary>
internal sealed class SymbolFeature(ServerContext context) : IFeature
{
    public void Declare(ServerCapabilities capabilities)
    {
        capabilities.DocumentSymbolProvider = true;
        capabilities.WorkspaceSymbolProvider = true;
        capabilities.FoldingRangeProvider = true;
        capabilities.SelectionRangeProvider = true;
        capabilities.SemanticTokensProvider = new(SemanticTokenReader.Legend);
    }

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("textDocument/documentSymbol", LspJson.Default.DocumentParams, LspJson.Default.IReadOnlyListDocumentSymbol,
            parameters => Prepare(parameters.TextDocument, (_, tree) => DocumentOutline.Of(tree), []));
        methods.OnRequest("textDocument/foldingRange", LspJson.Default.DocumentParams, LspJson.Default.IReadOnlyListFoldingRange,
            parameters => Prepare(parameters.TextDocument, (_, tree) => FoldingRanges.Of(tree), []));
        methods.OnRequest("textDocument/selectionRange", LspJson.Default.SelectionRangeParams, LspJson.Default.IReadOnlyListSelectionRange,
            parameters => Prepare<IReadOnlyList<SelectionRange>>(
                parameters.TextDocument,
                (document, tree) => [.. parameters.Positions.Select(position => SelectionRanges.At(tree, document.Text.OffsetOf(position)))],
                []));
        methods.OnRequest("textDocument/semanticTokens/full", LspJson.Default.DocumentParams, LspJson.Default.SemanticTokens,
            parameters => PrepareTokens(parameters.TextDocument, null));
        methods.OnRequest("textDocument/semanticTokens/range", LspJson.Default.DocumentRangeParams, LspJson.Default.SemanticTokens,
            parameters => PrepareTokens(parameters.TextDocument, parameters.Range));
        methods.OnRequest("workspace/symbol", LspJson.Default.WorkspaceSymbolParams, LspJson.Default.IReadOnlyListSymbolInformation, parameters =>
        {
            var documents = context.Documents.Current;
            var repositories = context.Repositories.All;
            return cancellationToken => Task.FromResult(
                new SymbolSearch([.. repositories.Select(folder => context.Repositories.Open(folder, documents))]).Find(parameters.Query, cancellationToken));
        });
    }

    private Func<CancellationToken, Task<SemanticTokens>> PrepareTokens(TextDocumentIdentifier identifier, Range? range)
    {
        var documents = context.Documents.Current;
        return Prepare(
            identifier,
            (document, tree) => SemanticTokenReader.Read(
                tree,
                context.Repositories.Find(document, documents) is { } repository && repository.Locate(document) is not null && repository.PathOf(document) is { } file
                    ? ReferencePlaces.In(file, document.Text)
                    : [],
                range is { } part ? document.Text.SpanOf(part) : new TextSpan(0, document.Text.Length)),
            new SemanticTokens([]));
    }

    private Func<CancellationToken, Task<T>> Prepare<T>(TextDocumentIdentifier identifier, Func<Document, SyntaxTree, T> read, T nothing)
    {
        var document = context.Documents.Current.Find(identifier.Uri);
        return _ => Task.FromResult(document?.Tree is { } tree ? read(document, tree) : nothing);
    }
}
