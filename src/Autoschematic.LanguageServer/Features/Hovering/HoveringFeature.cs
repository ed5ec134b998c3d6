using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Syntax;

namespace Autoschematic.LanguageServer.Features.Hovering;

/// <summary>Shows what a name means, and what a reference stands for.</summary>
internal sealed class HoveringFeature(ServerContext context, DocumentKnowledge knowledge) : IFeature
{
    public void Declare(ServerCapabilities capabilities) => capabilities.HoverProvider = true;

    public void Register(RpcMethods methods)
        => methods.OnRequest("textDocument/hover", LspJson.Default.DocumentPositionParams, LspJson.Default.Hover!, Prepare);

    private Func<CancellationToken, Task<Hover?>> Prepare(DocumentPositionParams parameters)
    {
        if (context.Documents.Current.Find(parameters.TextDocument.Uri) is not { } document)
        {
            return _ => Task.FromResult<Hover?>(null);
        }

        var repository = context.RepositoryOf(document);
        return cancellationToken => HoverAsync(document, repository, document.Text.OffsetOf(parameters.Position), cancellationToken);
    }

    private async Task<Hover?> HoverAsync(Document document, RepositorySnapshot? repository, int offset, CancellationToken cancellationToken)
    {
        var role = DocumentRole.Of(document, repository);
        if (role is DocumentRole.Body body && repository is not null && new ReferenceHover(context, repository, body).At(document, offset) is { } reference)
        {
            return reference;
        }

        if (document.Tree is not { } tree || CaretScanner.Find(tree, offset) is not { Token: { } token } caret || caret.IsInComment)
        {
            return null;
        }

        var schema = knowledge.SchemaOf(document, repository, role);
        var isJson = tree.Options.Dialect == RonDialect.Json;
        if (NamedThing.At(schema, caret, document.Text.ToString(token), isJson) is not { } thing)
        {
            return null;
        }

        var told = role is DocumentRole.Body resource && repository is not null ? await AskAsync(repository, resource, thing, cancellationToken) : null;
        return new(new(thing.Describe(told)), document.Text.RangeOf(token));
    }

    private async Task<Docstring?> AskAsync(RepositorySnapshot repository, DocumentRole.Body body, NamedThing thing, CancellationToken cancellationToken)
    {
        Task<Docstring?> Ask(DocIdent ident)
            => context.Facts.DocstringAsync(repository.Folder, body.Prefix.Prefix, body.Address, ident, cancellationToken);

        return thing.Held is var (field, variant)
                && await Ask(field) is { Type: { Length: > 0 } type }
                && await Ask(new DocIdent.EnumVariant(type, variant)) is { } told ? told
            : thing.Ident is { } ident ? await Ask(ident)
            : null;
    }
}
