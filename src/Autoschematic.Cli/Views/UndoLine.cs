using Autoschematic.Cli.Terminal;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Cli.Views;

/// <summary>The command that brings the old bytes of a file back.</summary>
internal static class UndoLine
{
    public static void Write(ReportWriter report, string blob, RepoPath file)
        => report.Line(StyledText.Of($"      undo: git cat-file blob {blob} > {Quote(file.Text)}", Tone.Muted));

    // For a POSIX shell, so that the line can be copied whatever the file is called.
    private static string Quote(string path)
        => path.All(character => char.IsAsciiLetterOrDigit(character) || character is '/' or '.' or '-' or '_')
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
