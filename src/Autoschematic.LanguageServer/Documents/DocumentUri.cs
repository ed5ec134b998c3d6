namespace Autoschematic.LanguageServer.Documents;

/// <summary>The address of a document as the client writes it, and the file it means.</summary>
/// <param name="Text">As the client wrote it, since clients compare addresses as texts.</param>
/// <param name="Path">Absolute path of the file; null when it is not one.</param>
internal sealed record DocumentUri(string Text, string? Path)
{
    private const string FileScheme = "file://";

    /// <summary>What two addresses of one document have in common, however they are escaped.</summary>
    public string Key => Path ?? Text;

    /// <summary>Reads an address; whatever it is, it has a key.</summary>
    public static DocumentUri Parse(string text)
        => new(text, text.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase) ? PathIn(text[FileScheme.Length..]) : null);

    /// <summary>The address of a file, escaped as editors do it.</summary>
    public static DocumentUri OfFile(string path)
    {
        var parts = path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString);
        return new(FileScheme + (path.StartsWith('/') ? "" : "/") + string.Join('/', parts), path);
    }

    // Host names are not files of this machine; `%00` would end a path early.
    private static string? PathIn(string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || (slash > 0 && !rest[..slash].Equals("localhost", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var end = rest.AsSpan(slash).IndexOfAny('?', '#');
        var path = Uri.UnescapeDataString(end < 0 ? rest[slash..] : rest.Substring(slash, end));
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        // `/c:/infra` is a path of Windows.
        path = path is ['/', var drive, ':', ..] && char.IsAsciiLetter(drive) ? path[1..] : path;
        return System.IO.Path.GetFullPath(path, "/");
    }
}
