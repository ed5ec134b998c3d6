using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Schemas;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Outputs;

namespace Autoschematic.LanguageServer.Features;

/// <summary>What several features ask about the content of documents, with answers that are kept for a moment.</summary>
internal sealed class DocumentKnowledge(ServerContext context)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);
    private readonly ResourceSchemas resources = new(context.World.Clock);
    private readonly Remembered<(string Root, Prefix Prefix), IReadOnlyList<Address>> addresses = new(context.World.Clock, Moment);
    private readonly Remembered<(string Root, Prefix Prefix), KnownOutputs> outputs = new(context.World.Clock, Moment);

    /// <summary>What a document may hold.</summary>
    public DocumentSchema SchemaOf(Document document, RepositorySnapshot? repository, DocumentRole role) => role switch
    {
        DocumentRole.System system => SystemSchemas.Of(system.Document),
        DocumentRole.Body body when repository is not null => resources.Of(
            repository,
            body.Prefix.Prefix,
            body.Address,
            document.Format,
            context.Facts.SkeletonsOf(repository.Folder, body.Prefix.Prefix)),
        _ => DocumentSchema.Empty,
    };

    /// <summary>Every address of a prefix that has a body or outputs, in ordinal order.</summary>
    public Task<IReadOnlyList<Address>> AddressesAsync(RepositorySnapshot repository, Prefix prefix, CancellationToken cancellationToken)
        => addresses.GetAsync((repository.Folder.Root, prefix), () => ReadAddresses(repository.Files, prefix), cancellationToken);

    /// <summary>The outputs of a prefix by their values.</summary>
    public Task<KnownOutputs> OutputsAsync(RepositorySnapshot repository, Prefix prefix, CancellationToken cancellationToken)
        => outputs.GetAsync(
            (repository.Folder.Root, prefix),
            () => KnownOutputs.Load(repository.Outputs, repository.Files, prefix, []),
            cancellationToken);

    /// <summary>Forgets what files said, since some of them were written.</summary>
    public void Forget()
    {
        addresses.Forget();
        outputs.Forget();
        resources.Forget();
    }

    private static IReadOnlyList<Address> ReadAddresses(RepositoryFiles files, Prefix prefix)
        => [.. files.List(prefix.Folder)
            .Where(file => !OutputPaths.IsBundleMarker(file))
            .Select(prefix.AddressOf)
            .Concat(files.List(OutputPaths.FolderOf(prefix)).Select(file => OutputPaths.AddressOf(prefix, file)))
            .OfType<Address>()
            .Distinct()
            .Order()];
}
