using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autoschematic.Ron.Values;

namespace Autoschematic.Ron.Tests.Corpus;

/// <summary>Values in the notation of the corpus.</summary>
internal static class ValueTree
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 4096 };

    public static string Print(RonValue value) => ToNode(value)!.ToJsonString(Deep);

    /// <summary>The corpus also spells floats in decimals; the bits say the same and more.</summary>
    public static JsonElement WithoutDecimals(JsonElement tree)
    {
        var node = JsonNode.Parse(tree.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = 4096 })!;
        Strip(node);
        return CorpusFiles.Parse(node.ToJsonString(Deep));
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject found)
        {
            if (found.ContainsKey("bits"))
            {
                var kind = found.ContainsKey("f32") ? "f32" : "f64";
                found[kind] = "";
            }

            foreach (var member in found.ToList())
            {
                Strip(member.Value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Strip(item);
            }
        }
    }

    private static JsonNode? ToNode(RonValue value) => value switch
    {
        RonValue.Boolean item => JsonValue.Create(item.Value),
        RonValue.Text item => JsonValue.Create(item.Value),
        RonValue.Number { Value: { IsFloat: true } number } => new JsonObject
        {
            [number.Kind.ToString().ToLowerInvariant()] = "",
            ["bits"] = number.Bits.ToString(number.Kind == RonNumberKind.F32 ? "x8" : "x16", CultureInfo.InvariantCulture),
        },
        RonValue.Number { Value: var number } => new JsonObject
        {
            [number.Kind.ToString().ToLowerInvariant()] = number.IsSigned ? JsonValue.Create((long)number.Bits) : JsonValue.Create(number.Bits),
        },
        RonValue.Character item => new JsonObject { ["char"] = item.Value.ToString() },
        RonValue.Bytes item => new JsonObject { ["bytes"] = Convert.ToHexStringLower([.. item.Value]) },
        RonValue.None => new JsonObject { ["none"] = true },
        RonValue.Some item => new JsonObject { ["some"] = ToNode(item.Value) },
        RonValue.Unit item => new JsonObject { ["unit"] = item.Name },
        RonValue.List item => new JsonArray([.. item.Items.Select(ToNode)]),
        RonValue.Tuple item => new JsonObject { ["tuple"] = item.Name, ["items"] = new JsonArray([.. item.Items.Select(ToNode)]) },
        RonValue.Map item => new JsonObject
        {
            ["map"] = new JsonArray([.. item.Entries.Select(entry => new JsonArray(ToNode(entry.Key), ToNode(entry.Value)))]),
        },
        RonValue.Struct item => new JsonObject
        {
            ["struct"] = item.Name,
            ["fields"] = new JsonArray([.. item.Fields.Select(field => new JsonArray(JsonValue.Create(field.Key), ToNode(field.Value)))]),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
