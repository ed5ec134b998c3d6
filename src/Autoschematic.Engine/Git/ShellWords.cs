namespace Autoschematic.Engine.Git;

/// <summary>Words of command lines to copy, for a POSIX shell.</summary>
public static class ShellWords
{
    /// <summary>A text that the shell takes as it is, whatever stands in it.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '_' or '-')
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
