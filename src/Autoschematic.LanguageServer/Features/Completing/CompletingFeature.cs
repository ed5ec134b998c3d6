using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>Offers what could be typed, in documents that parse and in those that do not yet.</summary>
internal sealed class CompletingFeature(ServerContext context, DocumentKnowledge knowledge) : IFeature
{
    /// <summary>How long a list waits for names of fields from a connector.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(20);

    public void Declare(ServerCapabilities capabilities)
        => capabilities.CompletionProvider = new(["\"", "/", "(", "[", ":", " "], ResolveProvider: true);

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("textDocument/completion", LspJson.Default.DocumentPositionParams, LspJson.Default.CompletionList, Complete);
        methods.OnRequest("completionItem/resolve", LspJson.Default.CompletionItem, LspJson.Default.CompletionItem, Resolve);
    }

    private Func<CancellationToken, Task<CompletionList>> Complete(DocumentPositionParams parameters)
    {
        if (context.Documents.Current.Find(parameters.TextDocument.Uri) is not { } document)
        {
            return _ => Task.FromResult(CompletionList.Empty);
        }

        var repository = context.RepositoryOf(document);
        return cancellationToken =>
        {
            if (document.Tree is not { } tree)
            {
                return Task.FromResult(CompletionList.Empty);
            }

            var role = DocumentRole.Of(document, repository);
            var site = new CompletionSite(
                document,
                repository,
                role,
                knowledge.SchemaOf(document, repository, role),
                CaretScanner.Find(tree, document.Text.OffsetOf(parameters.Position)),
                ClientAbility.CanExpandSnippets(context.ClientSays.Capabilities),
                CanAskAgain: context.Options.CodeLens);
            return ItemsAsync(site, cancellationToken);
        };
    }

    private async Task<CompletionList> ItemsAsync(CompletionSite site, CancellationToken cancellationToken)
    {
        var caret = site.Caret;
        if (caret.IsInComment)
        {
            return CompletionList.Empty;
        }

        if (TypedText.Of(caret, site.Document.Text) is { } typed)
        {
            return caret.IsAtLabel && site.IsJson && site.Place.Owner is { } keys
                ? new(false, [.. FieldItems.Of(site, keys, [])])
                : await TextsAsync(site, typed, cancellationToken);
        }

        if (caret.IsValueDone)
        {
            return CompletionList.Empty;
        }

        if (caret.IsAtLabel && site.Place.Owner is { } owner)
        {
            return new(false, [.. FieldItems.Of(site, owner, await ToldFieldsAsync(site, owner, cancellationToken))]);
        }

        var whole = IsEmpty(site) ? SkeletonItems.Of(site, context.Facts) : [];
        return new(false, [.. whole, .. ValueItems.Of(site)]);
    }

    private async Task<CompletionList> TextsAsync(CompletionSite site, TypedText typed, CancellationToken cancellationToken)
    {
        if (site is { Role: DocumentRole.Body body, Repository: not null })
        {
            var (items, isIncomplete) = await new ReferenceItems(site, typed, knowledge).OfAsync(body, cancellationToken);
            return new(isIncomplete, items);
        }

        return site.Place.Expected?.Inner is SchemaType.Text text
            ? new(false, await new TextItems(site, typed, knowledge).OfAsync(text.About, cancellationToken))
            : CompletionList.Empty;
    }

    // Nobody who types waits for a connector: what it tells later is there the next time.
    private async Task<IReadOnlyList<string>> ToldFieldsAsync(CompletionSite site, TypeSchema.Struct owner, CancellationToken cancellationToken)
    {
        if (site is not { Role: DocumentRole.Body body, Repository: { } repository } || owner.Name.StartsWith(' '))
        {
            return [];
        }

        var asked = context.Facts.DocstringAsync(
            repository.Folder, body.Prefix.Prefix, body.Address, new DocIdent.Struct(owner.Name), cancellationToken);
        await Task.WhenAny(asked, Task.Delay(Blink, context.World.Clock, cancellationToken));
        return asked.IsCompletedSuccessfully && await asked is { } told ? told.Fields : [];
    }

    private Func<CancellationToken, Task<CompletionItem>> Resolve(CompletionItem item)
    {
        if (item.Data is not { } data || context.Documents.Current.Find(data.Uri) is not { } document || context.RepositoryOf(document) is not { } repository)
        {
            return _ => Task.FromResult(item);
        }

        return async cancellationToken =>
        {
            if (repository.Locate(document) is not var (prefix, address))
            {
                return item;
            }

            DocIdent ident = data switch
            {
                { Field: { } field } => new DocIdent.Field(data.Parent, field),
                { Variant: { } variant } => new DocIdent.EnumVariant(data.Parent, variant),
                _ => new DocIdent.Struct(data.Parent),
            };
            var told = await context.Facts.DocstringAsync(repository.Folder, prefix.Prefix, address, ident, cancellationToken);
            return told is null ? item : item with
            {
                Documentation = told.Markdown.Length > 0 ? new(told.Markdown) : item.Documentation,
                Detail = told.Type.Length > 0 && data.Field is not null ? told.Type : item.Detail,
            };
        };
    }

    private static bool IsEmpty(CompletionSite site)
        => site.Caret.Frames.Count == 0 && site.Document.Text.Text.AsSpan().Trim() is var text && (text.IsEmpty || !text.ContainsAnyExcept(NameCharacters));

    private static readonly System.Buffers.SearchValues<char> NameCharacters
        = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
}
