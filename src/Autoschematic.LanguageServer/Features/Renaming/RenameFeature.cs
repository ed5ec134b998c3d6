using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;
using Autoschematic.Model.Addresses;

namespace Autoschematic.LanguageServer.Features.Renaming;

/// <summary>Renames a resource with its outputs and every reference to it: where it is named, or when its file is moved in the editor.</summary>
internal sealed class RenameFeature(ServerContext context) : IFeature
{
    public void Declare(ServerCapabilities capabilities)
    {
        capabilities.RenameProvider = new();
        var files = new FileOperationRegistration([new("file", new("**/*"))]);
        capabilities.Workspace.FileOperations = new() { WillRename = files, DidRename = files };
    }

    public void Register(RpcMethods methods)
    {
        methods.OnRequest("textDocument/prepareRename", LspJson.Default.DocumentPositionParams, LspJson.Default.PrepareRenameResult, PrepareSubject);
        methods.OnRequest("textDocument/rename", LspJson.Default.RenameParams, LspJson.Default.WorkspaceEdit, PrepareRename);
        methods.OnRequest("workspace/willRenameFiles", LspJson.Default.RenameFilesParams, LspJson.Default.WorkspaceEdit, PrepareMoves);
        methods.OnNotification("workspace/didRenameFiles", LspJson.Default.RenameFilesParams, moved => new MovedAgreements(context).Take(moved.Files));
    }

    private Func<CancellationToken, Task<PrepareRenameResult>> PrepareSubject(DocumentPositionParams parameters)
    {
        var documents = context.Documents.Current;
        return _ =>
        {
            if (documents.Find(parameters.TextDocument.Uri) is not { } document || context.Repositories.Find(document, documents) is not { } repository)
            {
                return Task.FromResult<PrepareRenameResult>(null!);
            }

            var subject = RenameSubject.At(repository, document, document.Text.OffsetOf(parameters.Position));
            return Task.FromResult(new PrepareRenameResult(document.Text.RangeOf(subject.Span), subject.Address.Text));
        };
    }

    private Func<CancellationToken, Task<WorkspaceEdit>> PrepareRename(RenameParams parameters)
    {
        var documents = context.Documents.Current;
        return async cancellationToken =>
        {
            if (documents.Find(parameters.TextDocument.Uri) is not { } document || context.Repositories.Find(document, documents) is not { } repository)
            {
                return null!;
            }

            var subject = RenameSubject.At(repository, document, document.Text.OffsetOf(parameters.Position));
            var (from, to) = (subject.Prefix.FileOf(subject.Address), subject.PlaceFor(parameters.NewName));
            if (!ClientAbility.CanRenameFiles(context.ClientSays.Capabilities))
            {
                throw new RpcException(
                    RpcErrorCode.RequestFailed, $"This editor cannot rename files in an edit; save everything and run `autoschematic rename {from} {to}`");
            }

            return RenameEdits.Of(await new ResourceRename(context, repository).DraftAsync([(from, to)], cancellationToken), repository);
        };
    }

    /// <summary>The client moves the files it names; everything that belongs to them is in the edit.</summary>
    private Func<CancellationToken, Task<WorkspaceEdit>> PrepareMoves(RenameFilesParams parameters)
    {
        var documents = context.Documents.Current;
        return async cancellationToken =>
        {
            try
            {
                return await MoveAsync(parameters.Files, documents, cancellationToken);
            }
            catch (RpcException refusal)
            {
                // Editors move the files all the same, and most of them say nothing of the reason.
                context.Client.Show(MessageType.Warning, $"References and outputs stay as they are: {refusal.Message}");
                throw;
            }
        };
    }

    private async Task<WorkspaceEdit> MoveAsync(IReadOnlyList<FileRename> renames, DocumentSet documents, CancellationToken cancellationToken)
    {
        RepositorySnapshot? repository = null;
        var places = new List<(RepoPath From, RepoPath To)>();
        foreach (var rename in renames)
        {
            if (DocumentUri.Parse(rename.OldUri).Path is { } oldFile
                && DocumentUri.Parse(rename.NewUri).Path is { } newFile
                && context.Repositories.IsOpen(oldFile)
                && RepositoryFolder.Containing(oldFile) is { } folder
                && (repository is null || repository.Folder == folder))
            {
                repository ??= context.Repositories.Open(folder, documents);
                places.AddRange(FileMoves.Of(repository, oldFile, newFile));
            }
        }

        if (repository is null || places.Count == 0)
        {
            return null!;
        }

        var draft = await new ResourceRename(context, repository).DraftAsync(places, cancellationToken);
        var moving = places.Select(place => place.From).ToHashSet();
        var edit = RenameEdits.Of(draft, repository, file => moving.Contains(file.File));
        return edit.DocumentChanges is not { Count: > 0 } changes ? null!
            : changes.All(change => change.Kind is null) || ClientAbility.CanRenameFiles(context.ClientSays.Capabilities) ? edit
            : throw new RpcException(RpcErrorCode.RequestFailed, "This editor cannot rename the outputs in an edit; move the file back and use `autoschematic rename`");
    }
}
