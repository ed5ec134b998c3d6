namespace Autoschematic.LanguageServer.Features.Completing;

/// <summary>Text as it stands between quotes, in RON and JSON alike.</summary>
internal static class LiteralText
{
    public static string Escape(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
