using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Autoschematic.Cli.Views;
using Autoschematic.Model.Redaction;
using CsCheck;

namespace Autoschematic.Cli.Tests;

public sealed class JsonChunksTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["ab\"\\\n\t{}[],:é漢\u2028"], 0, 40], Gen.Const("p4ss\"w\\ord"), Gen.Int[1, 3000].Select(length => new string('x', length)));

    [Fact]
    public void Parts_make_up_the_document_and_no_secret_lies_across_two_of_them()
        => Gen.Select(Text.Array[0, 400], Gen.Bool).Sample(
            (texts, indented) =>
            {
                var options = new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
                using var whole = new MemoryStream();
                using (var json = new Utf8JsonWriter(whole, options))
                {
                    Write(json, texts);
                }

                var parts = new List<string>();
                var chunks = new JsonChunks(parts.Add);
                using (var json = new Utf8JsonWriter(chunks, options))
                {
                    Write(json, texts);
                }

                chunks.Finish();
                var document = Encoding.UTF8.GetString(whole.ToArray()) + "\n";
                Assert.Equal(document, string.Concat(parts));
                var redactor = new Redactor();
                redactor.Add("p4ss\"w\\ord");
                Assert.Equal(redactor.Redact(document), string.Concat(parts.Select(redactor.Redact)));
                Assert.True(document.Length < 400_000 || parts.Count > 2, $"{document.Length} characters in {parts.Count} parts");
            },
            iter: 60);

    private static void Write(Utf8JsonWriter json, string[] texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteString(text, "value");
            json.WriteNumber("length", text.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
