using Autoschematic.LanguageServer.Documents;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Repositories;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Features;

/// <summary>What every feature works with.</summary>
internal sealed class ServerContext : IAsyncDisposable
{
    public ServerContext(LspWorld world, RpcConnection connection)
    {
        World = world;
        Connection = connection;
        Client = new(connection);
        Live = new(world, Trust, new ClientLog(Client));
    }

    public LspWorld World { get; }

    public RpcConnection Connection { get; }

    public ClientMessages Client { get; }

    public DocumentStore Documents { get; } = new();

    public RepositoryFinder Repositories { get; } = new();

    public Trust Trust { get; } = new();

    /// <summary>The repositories whose connectors run.</summary>
    public LiveRepositories Live { get; }

    /// <summary>What connectors say, for features that do not wait for them.</summary>
    public IConnectorFacts Facts => Live;

    /// <summary>What the client said when it began; empty before.</summary>
    public InitializeParams ClientSays { get; set; } = new();

    public InitializationOptions Options => ClientSays.InitializationOptions ?? new();

    /// <summary>Told when the client is ready to be told things.</summary>
    public event Action? Initialized;

    /// <summary>Told when folders of the client came or went.</summary>
    public event Action? FoldersChanged;

    public void NoteFolders() => FoldersChanged?.Invoke();

    public void NoteInitialized() => Initialized?.Invoke();

    /// <summary>Told when files were written, made or deleted by somebody else.</summary>
    public event Action? FilesChanged;

    public void NoteFilesChanged() => FilesChanged?.Invoke();

    /// <summary>The repository of an open document, as everything is at this moment; null when it belongs to none.</summary>
    public RepositorySnapshot? RepositoryOf(Document document) => Repositories.Find(document, Documents.Current);

    public ValueTask DisposeAsync() => Live.DisposeAsync();
}
