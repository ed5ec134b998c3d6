using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Autoschematic.LanguageServer.Tests.Harness;

/// <summary>JSON as a test writes it.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON on one line, with `null` for nothing.</summary>
    public static string Plain(this JsonNode? node) => node?.ToJsonString(Relaxed) ?? "null";
}
