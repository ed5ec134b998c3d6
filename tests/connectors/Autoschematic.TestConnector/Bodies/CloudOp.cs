using System.Text;
using System.Text.Json;

namespace Autoschematic.TestConnector.Bodies;

/// <summary>What an op definition says.</summary>
internal sealed record CloudOp(string Verb, string? Body)
{
    public string Print()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("verb", Verb);
            if (Body is not null)
            {
                writer.WriteString("body", Body);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static CloudOp Parse(string definition)
    {
        using var document = JsonDocument.Parse(definition);
        var root = document.RootElement;
        return new(
            root.GetProperty("verb").GetString()!,
            root.TryGetProperty("body", out var body) ? body.GetString() : null);
    }
}
