using System.Text;
using System.Text.Json;

namespace Autoschematic.Cli.Views;

/// <summary>A body in JSON: text when it is UTF-8, else base64.</summary>
internal static class BodyJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Write(Utf8JsonWriter json, ReadOnlyMemory<byte>? body)
    {
        if (body is not { } bytes)
        {
            json.WriteNull("body");
            return;
        }

        try
        {
            json.WriteString("body", Strict.GetString(bytes.Span));
        }
        catch (DecoderFallbackException)
        {
            json.WriteBase64String("bodyBase64", bytes.Span);
        }
    }
}
