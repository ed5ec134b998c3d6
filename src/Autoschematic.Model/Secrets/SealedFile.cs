using System.Text.Encodings.Web;
using System.Text.Json;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Secrets;

/// <summary>Contents of a sealed file: one value, sealed for one key or more.</summary>
public sealed record SealedFile(IReadOnlyList<SealedSecret> Secrets)
{
    /// <summary>Reads a file, or reports everything that is wrong in it and returns null.</summary>
    public static SealedFile? Parse(SourceText source, DiagnosticBag diagnostics)
        => new SealedFileReader(source, diagnostics).Read() is { } secrets ? new(secrets) : null;

    /// <summary>The bytes to write: pretty JSON.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartArray();
            foreach (var secret in Secrets)
            {
                Write(json, secret);
            }

            json.WriteEndArray();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SealedSecret secret)
    {
        json.WriteStartObject();
        if (secret.Version == SealVersion.Two)
        {
            json.WriteString("version", "2");
        }

        json.WriteString("server_domain", secret.ServerDomain);
        json.WriteString("server_pubkey_id", secret.KeyId);
        json.WriteBase64String("ephemeral_pubkey", secret.EphemeralKey.Span);
        json.WriteBase64String("salt", secret.Salt.Span);
        json.WriteBase64String("nonce", secret.Nonce.Span);
        json.WriteBase64String("ciphertext", secret.Ciphertext.Span);
        json.WriteEndObject();
    }
}
