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
[JsonSerializable(typeof(CodeActionParams))]
[JsonSerializable(typeof(CompletionItem))]
[JsonSerializable(typeof(CompletionList))]
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
[JsonSerializable(typeof(Hover))]
[JsonSerializable(typeof(IReadOnlyList<CodeAction>))]
[JsonSerializable(typeof(IReadOnlyList<CodeLens>))]
[JsonSerializable(typeof(IReadOnlyList<InlayHint>))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(InlayHintParams))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(MessageParams))]
[JsonSerializable(typeof(NoParams))]
[JsonSerializable(typeof(OutputsResult))]
[JsonSerializable(typeof(PublishDiagnosticsParams))]
[JsonSerializable(typeof(QuestionParams))]
[JsonSerializable(typeof(RegistrationParams))]
[JsonSerializable(typeof(RemoteDocument))]
[JsonSerializable(typeof(ResourcesParams))]
[JsonSerializable(typeof(ResourcesResult))]
[JsonSerializable(typeof(StatusParams))]
[JsonSerializable(typeof(UriParams))]
internal sealed partial class LspJson : JsonSerializerContext;
