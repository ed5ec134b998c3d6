using System.Text.Json.Nodes;

namespace Autoschematic.LanguageServer.Features.Comparing;

/// <summary>Lines as JSON.</summary>
internal static class Lines
{
    public static JsonArray Of(IEnumerable<string> lines) => new([.. lines.Select(line => (JsonNode)line)]);
}
