namespace Autoschematic.Files.Hosts;

/// <summary>Text in shell scripts.</summary>
internal static class ShellText
{
    /// <summary>One word, whatever it holds.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Quote(IEnumerable<string> texts) => string.Join(' ', texts.Select(Quote));
}
