using System.Text.Json.Serialization;

namespace Autoschematic.Connectors.Warm;

/// <summary>The JSON of <see cref="WarmMessage"/>, made when the program is compiled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WarmMessage))]
internal sealed partial class WarmJson : JsonSerializerContext;
