namespace Autoschematic.LanguageServer.Protocol;

/// <summary>`textDocument/onTypeFormatting`.</summary>
internal sealed record OnTypeFormattingParams(TextDocumentIdentifier TextDocument, Position Position, string Ch);

/// <summary>The characters after which the client asks for formatting.</summary>
internal sealed record OnTypeFormattingOptions(string FirstTriggerCharacter, IReadOnlyList<string> MoreTriggerCharacter);
