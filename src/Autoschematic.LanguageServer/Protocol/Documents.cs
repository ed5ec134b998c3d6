namespace Autoschematic.LanguageServer.Protocol;

/// <summary>A document by its address.</summary>
internal sealed record TextDocumentIdentifier(string Uri);

/// <summary>A document with the version that is meant.</summary>
internal sealed record VersionedTextDocumentIdentifier(string Uri, int? Version = null);

/// <summary>A whole document.</summary>
internal sealed record TextDocumentItem(string Uri, string LanguageId, int Version, string Text);

/// <summary>`textDocument/didOpen`.</summary>
internal sealed record DidOpenParams(TextDocumentItem TextDocument);

/// <summary>`textDocument/didChange`.</summary>
internal sealed record DidChangeParams(VersionedTextDocumentIdentifier TextDocument, IReadOnlyList<ContentChange> ContentChanges);

/// <summary>One edit; without a range it is the whole text.</summary>
internal sealed record ContentChange(string Text, Range? Range = null);

/// <summary>`textDocument/didClose`.</summary>
internal sealed record DidCloseParams(TextDocumentIdentifier TextDocument);

/// <summary>`textDocument/didSave`.</summary>
internal sealed record DidSaveParams(TextDocumentIdentifier TextDocument);

/// <summary>A request about a document.</summary>
internal sealed record DocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>A request about a place in a document.</summary>
internal sealed record DocumentPositionParams(TextDocumentIdentifier TextDocument, Position Position);

/// <summary>A request about a part of a document.</summary>
internal sealed record DocumentRangeParams(TextDocumentIdentifier TextDocument, Range Range);
