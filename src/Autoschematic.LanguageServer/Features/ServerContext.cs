using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features;

/// <summary>What every feature works with.</summary>
internal sealed class ServerContext(LspWorld world, RpcConnection connection)
{
    public LspWorld World { get; } = world;

    public RpcConnection Connection { get; } = connection;

    public ClientMessages Client { get; } = new(connection);

    public DocumentStore Documents { get; } = new();

    public RepositoryFinder Repositories { get; } = new();

    public Trust Trust { get; } = new();

    /// <summary>What the client said when it began; empty before.</summary>
    public InitializeParams ClientSays { get; set; } = new();

    public InitializationOptions Options => ClientSays.InitializationOptions ?? new();

    /// <summary>The repository of an open document, as everything is at this moment; null when it belongs to none.</summary>
    public RepositorySnapshot? RepositoryOf(Document document) => Repositories.Find(document, Documents.Current);
}
