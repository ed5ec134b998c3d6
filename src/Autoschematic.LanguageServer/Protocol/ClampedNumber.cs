using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autoschematic.LanguageServer.Protocol;

/// <summary>Lines and characters: what is larger than any text means its end, and what is below zero its beginning.</summary>
internal sealed class ClampedNumber : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType != JsonTokenType.Number ? throw new JsonException("A position is made of numbers")
            : reader.TryGetDouble(out var number) ? (int)Math.Clamp(number, 0, int.MaxValue)
            : int.MaxValue;

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
