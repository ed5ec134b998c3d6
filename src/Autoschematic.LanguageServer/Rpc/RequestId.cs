using System.Text.Json;

namespace Autoschematic.LanguageServer.Rpc;

/// <summary>The id of a request as it was written: a number or a string.</summary>
internal readonly record struct RequestId(string Json)
{
    public static RequestId? Of(JsonElement message)
        => message.ValueKind == JsonValueKind.Object && message.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.Number or JsonValueKind.String
            ? new RequestId(id.GetRawText())
            : null;
}
