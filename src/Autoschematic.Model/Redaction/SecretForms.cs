using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Autoschematic.Model.Redaction;

/// <summary>The ways in which a secret is written in logs, messages and bodies.</summary>
internal static class SecretForms
{
    public static IEnumerable<string> Of(string secret)
    {
        var trimmed = secret.Trim();
        if (Encoding.UTF8.GetByteCount(trimmed) < Redactor.MinimumBytes)
        {
            yield break;
        }

        foreach (var text in new[] { secret, trimmed }.Concat(Lines(trimmed)))
        {
            yield return text;
            foreach (var form in Encoded(text))
            {
                yield return form;
            }
        }
    }

    // Logs come line by line, so the lines of a key file are secrets of their own.
    private static IEnumerable<string> Lines(string secret)
        => secret.Contains('\n', StringComparison.Ordinal)
            ? secret.Split('\n', StringSplitOptions.TrimEntries).Where(line => Encoding.UTF8.GetByteCount(line) >= Redactor.MinimumBytes)
            : [];

    private static IEnumerable<string> Encoded(string secret)
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        var urlSafe = base64.Replace('+', '-').Replace('/', '_');
        yield return base64;
        yield return base64.TrimEnd('=');
        yield return urlSafe;
        yield return urlSafe.TrimEnd('=');
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return Uri.EscapeDataString(secret);

        // A JSON body inside a JSON document is escaped twice.
        var escaped = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(escaped);
        yield return JavaScriptEncoder.Default.Encode(escaped);
        yield return JavaScriptEncoder.Default.Encode(JavaScriptEncoder.Default.Encode(secret));
        var ascii = AsciiEscaped(secret);
        yield return ascii;
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(ascii);
        foreach (var form in InsideBase64(Encoding.UTF8.GetBytes(secret)))
        {
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }

    // As Python and others write JSON: short escapes, and lower-case digits for all that is not ASCII.
    private static string AsciiEscaped(string secret)
    {
        var text = new StringBuilder(secret.Length);
        foreach (var character in secret)
        {
            text = character switch
            {
                '"' or '\\' => text.Append('\\').Append(character),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        return text.ToString();
    }

    // `user:secret` in base64 does not hold the base64 of `secret`, but what lies between the digits it shares with its neighbours.
    private static IEnumerable<string> InsideBase64(byte[] secret)
    {
        const int fewest = 8;
        for (var before = 0; before < 3; before++)
        {
            var whole = Convert.ToBase64String([.. new byte[before], .. secret]).TrimEnd('=');
            var start = before == 0 ? 0 : before + 1;
            var end = whole.Length - ((before + secret.Length) % 3 == 0 ? 0 : 1);
            if (end - start >= fewest)
            {
                yield return whole[start..end];
            }
        }
    }
}
