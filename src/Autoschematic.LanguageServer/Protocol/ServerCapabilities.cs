namespace Autoschematic.LanguageServer.Protocol;

/// <summary>What the server can do; each feature adds its part.</summary>
internal sealed class ServerCapabilities
{
    public string PositionEncoding => "utf-16";

    public TextDocumentSyncOptions TextDocumentSync { get; } = new();

    public WorkspaceCapabilities Workspace { get; } = new();

    public CompletionOptions? CompletionProvider { get; set; }

    public bool HoverProvider { get; set; }

    public CodeActionOptions? CodeActionProvider { get; set; }

    public ExecuteCommandOptions? ExecuteCommandProvider { get; set; }

    public EmptyOptions? CodeLensProvider { get; set; }

    public bool InlayHintProvider { get; set; }

    public bool? DefinitionProvider { get; set; }

    public bool? ReferencesProvider { get; set; }

    public bool? DocumentHighlightProvider { get; set; }

    public LinkOptions? DocumentLinkProvider { get; set; }

    public bool? DocumentSymbolProvider { get; set; }

    public bool? WorkspaceSymbolProvider { get; set; }

    public bool? FoldingRangeProvider { get; set; }

    public bool? SelectionRangeProvider { get; set; }

    public SemanticTokensOptions? SemanticTokensProvider { get; set; }

    public bool? DocumentFormattingProvider { get; set; }

    public bool? DocumentRangeFormattingProvider { get; set; }

    public OnTypeFormattingOptions? DocumentOnTypeFormattingProvider { get; set; }

    public RenameOptions? RenameProvider { get; set; }
}

/// <summary>How the server follows documents: by single edits.</summary>
internal sealed class TextDocumentSyncOptions
{
    public bool OpenClose => true;

    /// <summary>2: incremental.</summary>
    public int Change => 2;

    public bool Save => true;
}

/// <summary>What the server can do with the workspace.</summary>
internal sealed class WorkspaceCapabilities
{
    public WorkspaceFoldersCapabilities WorkspaceFolders { get; } = new();

    public FileOperationsCapabilities? FileOperations { get; set; }
}

/// <summary>Several folders are understood, and so are changes of them.</summary>
internal sealed class WorkspaceFoldersCapabilities
{
    public bool Supported => true;

    public bool ChangeNotifications => true;
}
