using System.Text.Json;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`autoschematic/remoteDocument` and `autoschematic/outputs`: a document by its address.</summary>
internal sealed record UriParams(string Uri);

/// <summary>The text of a virtual document.</summary>
internal sealed record RemoteDocument(string Text);

/// <summary>`autoschematic/resources`.</summary>
internal sealed record ResourcesParams(bool Refresh = false, JsonElement? WorkDoneToken = null);

/// <summary>`$/progress`, under the token that the client gave.</summary>
internal sealed record ProgressParams(JsonElement Token, WorkStep Value);

/// <summary>How far some work is.</summary>
internal sealed record WorkStep(string Kind, string Message, int Percentage);

/// <summary>What is known of every prefix of the open repositories.</summary>
internal sealed record ResourcesResult(IReadOnlyList<PrefixItem> Prefixes);

/// <summary>A prefix with its connectors.</summary>
internal sealed record PrefixItem(string Name, IReadOnlyList<ConnectorItem> Connectors);

/// <summary>A connector with the resources that are known.</summary>
/// <param name="Status">`offline`, `spawning`, `initializing`, `running` or `error`.</param>
internal sealed record ConnectorItem(string Name, string Status, string? Message, long? Memory, IReadOnlyList<ResourceItem> Resources);

/// <summary>A resource and its state.</summary>
internal sealed record ResourceItem(string Path, string Uri, string State);

/// <summary>Stored outputs; a value that is nobody's business is null.</summary>
internal sealed record OutputsResult(string Path, string Uri, IReadOnlyDictionary<string, string?> Values);

/// <summary>A line above a place in a document, with what a click does.</summary>
internal sealed record CodeLens(Range Range, Command Command);

/// <summary>Something the client can run.</summary>
internal sealed record Command(string Title, [property: System.Text.Json.Serialization.JsonPropertyName("command")] string Id, IReadOnlyList<string> Arguments);

/// <summary>`textDocument/inlayHint`.</summary>
internal sealed record InlayHintParams(TextDocumentIdentifier TextDocument, Range Range);

/// <summary>A word inside a line that is not part of the text.</summary>
internal sealed record InlayHint(Position Position, string Label, string? Tooltip, bool PaddingLeft);

/// <summary>A feature that has no options.</summary>
internal sealed record EmptyOptions;
