namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`textDocument/codeAction`.</summary>
internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, Range Range, CodeActionContext Context);

/// <summary>Why actions are asked for.</summary>
internal sealed record CodeActionContext(IReadOnlyList<string>? Only = null);

/// <summary>The kinds of actions there are.</summary>
internal sealed record CodeActionOptions(IReadOnlyList<string> CodeActionKinds);

/// <summary>A change of the document that is offered, or something to run.</summary>
internal sealed record CodeAction(string Title, string Kind, WorkspaceEdit? Edit = null, Command? Command = null, bool IsPreferred = false);
