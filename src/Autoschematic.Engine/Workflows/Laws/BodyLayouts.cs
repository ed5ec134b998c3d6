using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Formatting;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>The same body laid out in other ways; other text than RON and JSON has only the one it has.</summary>
internal static class BodyLayouts
{
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(BodyFormat format, ReadOnlyMemory<byte> body)
        => [.. All(format, body).Where(other => !body.Span.SequenceEqual(other)).Select(other => (ReadOnlyMemory<byte>)other)];

    private static IEnumerable<byte[]> All(BodyFormat format, ReadOnlyMemory<byte> body)
        => BodyTrees.Decode(body.Span) is not { } text ? []
            : format switch
            {
                BodyFormat.Ron => Ron(text),
                BodyFormat.Json => Json(body),
                _ => [],
            };

    private static IEnumerable<byte[]> Ron(string text)
    {
        if (RonFormatter.Format(new SourceText(text), new DiagnosticBag()) is { } formatted)
        {
            yield return Encoding.UTF8.GetBytes(formatted);
            yield return Encoding.UTF8.GetBytes($"// a comment\n{formatted}\n");
        }
    }

    private static IEnumerable<byte[]> Json(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            yield break;
        }

        using (document)
        {
            yield return Write(document, indented: true);
            yield return Write(document, indented: false);
        }
    }

    private static byte[] Write(JsonDocument document, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.RootElement.WriteTo(json);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
