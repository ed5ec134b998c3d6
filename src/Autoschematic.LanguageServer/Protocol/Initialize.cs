using System.Text.Json;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`initialize`.</summary>
internal sealed record InitializeParams
{
    public string? RootUri { get; init; }

    public IReadOnlyList<WorkspaceFolder>? WorkspaceFolders { get; init; }

    public InitializationOptions? InitializationOptions { get; init; }

    /// <summary>What the client can do; read where it is needed, since most of it never is.</summary>
    public JsonElement Capabilities { get; init; }
}

/// <summary>What only this server understands.</summary>
internal sealed record InitializationOptions
{
    /// <summary>Whether the user trusts what is in the workspace; without it no program of the workspace is started.</summary>
    public bool Trusted { get; init; }

    /// <summary>How long nothing must be typed before a document is checked, in milliseconds.</summary>
    public int? DebounceMs { get; init; }

    /// <summary>Whether the client has the commands `autoschematic.*` that code lenses refer to.</summary>
    public bool CodeLens { get; init; }
}

/// <summary>A folder that the client has open.</summary>
internal sealed record WorkspaceFolder(string Uri, string Name);

/// <summary>`workspace/didChangeWorkspaceFolders`.</summary>
internal sealed record DidChangeWorkspaceFoldersParams(WorkspaceFoldersChange Event);

/// <summary>Folders that came and went.</summary>
internal sealed record WorkspaceFoldersChange(IReadOnlyList<WorkspaceFolder> Added, IReadOnlyList<WorkspaceFolder> Removed);

/// <summary>What the server can do, and who it is.</summary>
internal sealed record InitializeResult(ServerCapabilities Capabilities, ServerInfo ServerInfo);

/// <summary>The server's name and version.</summary>
internal sealed record ServerInfo(string Name, string Version);

/// <summary>No parameters, or none that matter.</summary>
internal sealed record NoParams;
