using System.Text;
using System.Text.Json;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Model.Secrets;

/// <summary>Reads one sealed file and says exactly where it is wrong.</summary>
internal sealed class SealedFileReader(SourceText source, DiagnosticBag diagnostics)
{
    private const string Domain = "server_domain";
    private const string KeyId = "server_pubkey_id";
    private const string EphemeralKey = "ephemeral_pubkey";
    private const string Salt = "salt";
    private const string Nonce = "nonce";
    private const string Ciphertext = "ciphertext";
    private const string Version = "version";
    private static readonly string[] Required = [Domain, KeyId, EphemeralKey, Salt, Nonce, Ciphertext];

    private readonly byte[] bytes = Encoding.UTF8.GetBytes(source.Text);
    private bool failed;

    public IReadOnlyList<SealedSecret>? Read()
    {
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(bytes.AsSpan(start), new JsonReaderOptions { MaxDepth = 16 });
        var secrets = new List<SealedSecret>();
        try
        {
            ReadArray(ref reader, start, secrets);
            while (reader.Read())
            {
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var offset = CharOffset(start + reader.BytesConsumed);
            Report(SealDiagnostics.NotJson(new(source, new TextSpan(offset, Math.Min(1, source.Length - offset)))));
        }

        return failed ? null : secrets;
    }

    private void ReadArray(ref Utf8JsonReader reader, int start, List<SealedSecret> secrets)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Report(SealDiagnostics.NotAnArray(Here(ref reader, start)));
            reader.Skip();
            return;
        }

        var opening = Here(ref reader, start);
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Report(SealDiagnostics.NotAnArray(Here(ref reader, start)));
                reader.Skip();
            }
            else if (ReadSecret(ref reader, start) is { } secret)
            {
                secrets.Add(secret);
            }
        }

        if (count == 0)
        {
            Report(SealDiagnostics.NotAnArray(opening));
        }
    }

    private SealedSecret? ReadSecret(ref Utf8JsonReader reader, int start)
    {
        var opening = Here(ref reader, start);
        var fields = new Dictionary<string, (string Text, SourceLocation Location)>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var nameLocation = Here(ref reader, start);
            reader.Read();
            if (name != Version && !Required.Contains(name))
            {
                Report(SealDiagnostics.UnknownField(nameLocation, name));
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.String)
            {
                Report(SealDiagnostics.NotAString(Here(ref reader, start), name));
                reader.Skip();
                fields.TryAdd(name, ("", nameLocation));
            }
            else if (!fields.TryAdd(name, (reader.GetString()!, Here(ref reader, start))))
            {
                Report(SealDiagnostics.DuplicateField(nameLocation, name));
            }
        }

        foreach (var name in Required.Where(name => !fields.ContainsKey(name)))
        {
            Report(SealDiagnostics.MissingField(opening, name));
        }

        return failed ? null : Make(fields, opening);
    }

    private SealedSecret? Make(Dictionary<string, (string Text, SourceLocation Location)> fields, SourceLocation opening)
    {
        var version = SealVersion.One;
        if (fields.TryGetValue(Version, out var written))
        {
            version = written.Text switch { "1" => SealVersion.One, "2" => SealVersion.Two, _ => default };
            if (version == default)
            {
                Report(SealDiagnostics.UnknownVersion(written.Location, written.Text));
            }
        }

        var ephemeral = Decode(fields, EphemeralKey, length => length is 33 or 65, "33 or 65");
        var salt = Decode(fields, Salt, length => length == SealedSecret.SaltBytes, "32");
        var nonce = Decode(fields, Nonce, length => length == SealedSecret.NonceBytes, "12");
        var ciphertext = Decode(fields, Ciphertext, length => length >= SealedSecret.TagBytes, "at least 16");
        if (ephemeral is not null && SealingPublicKey.TryParse(ephemeral) is null)
        {
            Report(SealDiagnostics.NotAPoint(fields[EphemeralKey].Location, EphemeralKey));
        }

        return failed ? null : new(version, fields[Domain].Text, fields[KeyId].Text, ephemeral, salt, nonce, ciphertext, opening);
    }

    private byte[]? Decode(
        Dictionary<string, (string Text, SourceLocation Location)> fields, string name, Func<int, bool> hasLength, string expected)
    {
        var (text, location) = fields[name];
        if (Base64Text.TryDecode(text) is not { } decoded)
        {
            Report(SealDiagnostics.NotBase64(location, name));
            return null;
        }

        if (!hasLength(decoded.Length))
        {
            Report(SealDiagnostics.WrongLength(location, name, decoded.Length, expected));
            return null;
        }

        return decoded;
    }

    private void Report(Diagnostic problem)
    {
        failed = true;
        diagnostics.Add(problem);
    }

    private SourceLocation Here(ref Utf8JsonReader reader, int start)
        => new(source, TextSpan.FromBounds(CharOffset(start + reader.TokenStartIndex), CharOffset(start + reader.BytesConsumed)));

    private int CharOffset(long byteOffset) => Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)byteOffset));
}
