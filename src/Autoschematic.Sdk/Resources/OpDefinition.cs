using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Autoschematic.Sdk.Resources;

/// <summary>An operation as the host keeps it between plan and apply: canonical JSON.</summary>
/// <param name="Address">The address of the resource's file.</param>
/// <param name="Op">The operation.</param>
internal sealed record OpDefinition(string Address, ResourceOp Op)
{
    private const int Version = 1;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Keys in ordinal order and no white space, so that equal operations are equal texts.</summary>
    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("address", Address);
            WriteBody(writer, "after", Op.After);
            if (Op.ArgumentText.Length > 0)
            {
                writer.WriteString("arguments", Op.ArgumentText);
            }

            WriteBody(writer, "before", Op.Before);
            writer.WriteString("message", Op.Message);
            writer.WriteString("op", Op.Name);
            writer.WriteNumber("version", Version);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static OpDefinition Parse(string definition)
    {
        try
        {
            using var document = JsonDocument.Parse(definition);
            var root = document.RootElement;
            if (root.GetProperty("version").GetInt32() != Version)
            {
                throw new ConnectorServiceException("The operation was planned by another version of this connector; plan again");
            }

            return new(root.GetProperty("address").GetString()!, new ResourceOp(root.GetProperty("op").GetString()!)
            {
                Message = root.GetProperty("message").GetString()!,
                ArgumentText = root.TryGetProperty("arguments", out var arguments) ? arguments.GetString()! : "",
                Before = ReadBody(root, "before"),
                After = ReadBody(root, "after"),
            });
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ConnectorServiceException("The operation is not one that this connector planned; plan again", error);
        }
    }

    // Text stays readable in plans; other bytes are `{"base64": "…"}`.
    private static void WriteBody(Utf8JsonWriter writer, string name, byte[]? body)
    {
        if (body is null)
        {
            return;
        }

        try
        {
            writer.WriteString(name, Strict.GetString(body));
        }
        catch (DecoderFallbackException)
        {
            writer.WriteStartObject(name);
            writer.WriteBase64String("base64", body);
            writer.WriteEndObject();
        }
    }

    private static byte[]? ReadBody(JsonElement root, string name)
        => !root.TryGetProperty(name, out var body) ? null
            : body.ValueKind == JsonValueKind.String ? Strict.GetBytes(body.GetString()!)
            : body.GetProperty("base64").GetBytesFromBase64();
}
