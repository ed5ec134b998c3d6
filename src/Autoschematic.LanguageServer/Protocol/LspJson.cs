using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>How everything that is sent and received is written; one line a message, in order of their names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ApplyEditParams))]
[JsonSerializable(typeof(ApplyEditResult))]
[JsonSerializable(typeof(Choice))]
[JsonSerializable(typeof(DidChangeParams))]
[JsonSerializable(typeof(DidChangeWatchedFilesParams))]
[JsonSerializable(typeof(DidChangeWorkspaceFoldersParams))]
[JsonSerializable(typeof(DidCloseParams))]
[JsonSerializable(typeof(DidOpenParams))]
[JsonSerializable(typeof(DidSaveParams))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(DocumentPositionParams))]
[JsonSerializable(typeof(DocumentRangeParams))]
[JsonSerializable(typeof(ExecuteCommandParams))]
[JsonSerializable(typeof(IReadOnlyList<CodeLens>))]
[JsonSerializable(typeof(IReadOnlyList<DocumentHighlight>))]
[JsonSerializable(typeof(IReadOnlyList<DocumentLink>))]
[JsonSerializable(typeof(IReadOnlyList<DocumentSymbol>))]
[JsonSerializable(typeof(IReadOnlyList<FoldingRange>))]
[JsonSerializable(typeof(IReadOnlyList<InlayHint>))]
[JsonSerializable(typeof(IReadOnlyList<Location>))]
[JsonSerializable(typeof(IReadOnlyList<SelectionRange>))]
[JsonSerializable(typeof(IReadOnlyList<SymbolInformation>))]
[JsonSerializable(typeof(IReadOnlyList<TextEdit>))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(InlayHintParams))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(MessageParams))]
[JsonSerializable(typeof(NoParams))]
[JsonSerializable(typeof(OnTypeFormattingParams))]
[JsonSerializable(typeof(OutputsResult))]
[JsonSerializable(typeof(PrepareRenameResult))]
[JsonSerializable(typeof(QuestionParams))]
[JsonSerializable(typeof(ReferenceParams))]
[JsonSerializable(typeof(RegistrationParams))]
[JsonSerializable(typeof(RemoteDocument))]
[JsonSerializable(typeof(RenameFilesParams))]
[JsonSerializable(typeof(RenameParams))]
[JsonSerializable(typeof(ResourcesParams))]
[JsonSerializable(typeof(ResourcesResult))]
[JsonSerializable(typeof(SelectionRangeParams))]
[JsonSerializable(typeof(SemanticTokens))]
[JsonSerializable(typeof(StatusParams))]
[JsonSerializable(typeof(UriParams))]
[JsonSerializable(typeof(WorkspaceEdit))]
[JsonSerializable(typeof(WorkspaceSymbolParams))]
internal sealed partial class LspJson : JsonSerializerContext;
