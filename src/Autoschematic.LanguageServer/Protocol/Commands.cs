using System.Text.Json;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`workspace/executeCommand`.</summary>
internal sealed record ExecuteCommandParams(string Command, IReadOnlyList<JsonElement>? Arguments = null);

/// <summary>The commands that the server has.</summary>
internal sealed record ExecuteCommandOptions(IReadOnlyList<string> Commands);

/// <summary>`workspace/didChangeWatchedFiles`.</summary>
internal sealed record DidChangeWatchedFilesParams(IReadOnlyList<FileEvent> Changes);

/// <summary>A file that was created (1), changed (2) or deleted (3).</summary>
internal sealed record FileEvent(string Uri, int Type);

/// <summary>`client/registerCapability`.</summary>
internal sealed record RegistrationParams(IReadOnlyList<Registration> Registrations);

/// <summary>Files that the client is to watch.</summary>
internal sealed record Registration(string Id, string Method, WatchOptions RegisterOptions);

/// <summary>Which files.</summary>
internal sealed record WatchOptions(IReadOnlyList<FileWatcher> Watchers);

/// <summary>Files by a pattern.</summary>
internal sealed record FileWatcher(string GlobPattern);
