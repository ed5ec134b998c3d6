using Autoschematic.LanguageServer.Features;
using Autoschematic.LanguageServer.Protocol;
using Autoschematic.LanguageServer.Rpc;

namespace Autoschematic.LanguageServer.Hosting;

/// <summary>Beginning and end of a client's visit, and the documents in between.</summary>
internal sealed class LifeCycle(ServerContext context, IReadOnlyList<IFeature> features, CancellationTokenSource ending)
{
    private bool isInitialized;

    /// <summary>Whether the client said `shutdown`.</summary>
    public bool WasShutDown { get; private set; }

    /// <summary>Whether the client said `exit`.</summary>
    public bool HasExited { get; private set; }

    /// <summary>Nothing but `initialize` before it, and nothing but `exit` after `shutdown`.</summary>
    public RpcException? Admit(string method) => method switch
    {
        "exit" => null,
        _ when WasShutDown => new(RpcErrorCode.InvalidRequest, "The server was shut down"),
        "initialize" => isInitialized ? new(RpcErrorCode.InvalidRequest, "The server is initialized already") : null,
        _ => isInitialized ? null : new(RpcErrorCode.ServerNotInitialized, "`initialize` must come first"),
    };

    public void Register()
    {
        var methods = context.Connection.Methods;
        methods.OnRequest("initialize", LspJson.Default.InitializeParams, LspJson.Default.InitializeResult, Initialize);
        methods.OnRequest("shutdown", LspJson.Default.NoParams, LspJson.Default.NoParams, Shutdown);
        methods.OnNotification("initialized", LspJson.Default.NoParams, _ => Greet());
        methods.OnNotification("exit", LspJson.Default.NoParams, _ => Exit());
        methods.OnNotification("autoschematic/trust", LspJson.Default.NoParams, _ => context.Trust.Grant());
        methods.OnNotification("textDocument/didOpen", LspJson.Default.DidOpenParams, open => context.Documents.Open(open.TextDocument));
        methods.OnNotification("textDocument/didChange", LspJson.Default.DidChangeParams, context.Documents.Change);
        methods.OnNotification("textDocument/didSave", LspJson.Default.DidSaveParams, save => context.Documents.Save(save.TextDocument.Uri));
        methods.OnNotification("textDocument/didClose", LspJson.Default.DidCloseParams, close => context.Documents.Close(close.TextDocument.Uri));
        methods.OnNotification(
            "workspace/didChangeWorkspaceFolders",
            LspJson.Default.DidChangeWorkspaceFoldersParams,
            change =>
            {
                context.Repositories.Change(change.Event);
                context.NoteFolders();
            });
        context.Documents.Complained += complaint => context.Client.Log(MessageType.Warning, complaint);
        foreach (var feature in features)
        {
            feature.Register(methods);
        }
    }

    private Func<CancellationToken, Task<InitializeResult>> Initialize(InitializeParams parameters)
    {
        isInitialized = true;
        context.ClientSays = parameters;
        context.Repositories.SetFolders(
            parameters.WorkspaceFolders is { Count: > 0 } folders ? folders.Select(folder => folder.Uri)
            : parameters.RootUri is { } root ? [root]
            : []);
        if (context.Options.Trusted)
        {
            context.Trust.Grant();
        }

        var capabilities = new ServerCapabilities();
        foreach (var feature in features)
        {
            feature.Declare(capabilities);
        }

        return _ => Task.FromResult(new InitializeResult(capabilities, new("autoschematic", context.World.Version)));
    }

    private void Greet()
    {
        if (!context.Trust.IsGranted)
        {
            context.Client.Status("untrusted", "No connector is started until the workspace is trusted");
        }

        context.NoteInitialized();
    }

    private Func<CancellationToken, Task<NoParams>> Shutdown(NoParams parameters)
    {
        WasShutDown = true;
        return _ => Task.FromResult<NoParams>(null!);
    }

    private void Exit()
    {
        HasExited = true;
        ending.Cancel();
    }
}
