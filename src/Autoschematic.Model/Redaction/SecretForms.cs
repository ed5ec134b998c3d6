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
    }
}
