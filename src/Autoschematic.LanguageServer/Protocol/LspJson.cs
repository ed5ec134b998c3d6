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
[JsonSerializable(typeof(DidChangeParams))]
[JsonSerializable(typeof(DidChangeWorkspaceFoldersParams))]
[JsonSerializable(typeof(DidCloseParams))]
[JsonSerializable(typeof(DidOpenParams))]
[JsonSerializable(typeof(DidSaveParams))]
[JsonSerializable(typeof(DocumentParams))]
[JsonSerializable(typeof(DocumentPositionParams))]
[JsonSerializable(typeof(DocumentRangeParams))]
[JsonSerializable(typeof(InitializeParams))]
[JsonSerializable(typeof(InitializeResult))]
[JsonSerializable(typeof(MessageParams))]
[JsonSerializable(typeof(NoParams))]
[JsonSerializable(typeof(StatusParams))]
internal sealed partial class LspJson : JsonSerializerContext;
