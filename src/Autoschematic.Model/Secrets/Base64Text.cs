namespace Autoschematic.Model.Secrets;

/// <summary>Standard base64 with exactly one way to write each value, so that no changed character goes unseen.</summary>
internal static class Base64Text
{
    public static byte[]? TryDecode(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) && Convert.ToBase64String(buffer, 0, length) == text
            ? buffer[..length]
            : null;
    }
}
