using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Cli.Views;

/// <summary>The command that brings the old bytes of a file back.</summary>
internal static class UndoLine
{
    public static void Write(ReportWriter report, string blob, RepoPath file)
        => report.Line(StyledText.Of($"      undo: {GitObjects.RestoreCommand(blob, file)}", Tone.Muted));
}
