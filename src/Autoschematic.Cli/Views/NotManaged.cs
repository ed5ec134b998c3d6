using Autoschematic.Cli.Terminal;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Cli.Views;

/// <summary>Names the selected files that no connector owns, once.</summary>
internal static class NotManaged
{
    private const int Most = 5;

    public static void Write(IReadOnlyList<RepoPath> files, ReportWriter report)
    {
        if (files.Count == 0)
        {
            return;
        }

        report.Remark(StyledText.Of($"Not managed by any connector: {Lines.Count(files.Count, "file")}", Tone.Muted));
        var shown = report.IsVerbose || files.Count <= Most ? files.Count : Most - 1;
        foreach (var file in files.Take(shown))
        {
            report.Remark(StyledText.Of($"  {file}", Tone.Muted));
        }

        if (shown < files.Count)
        {
            report.Remark(StyledText.Of($"  and {files.Count - shown} more, `-v` names them", Tone.Muted));
        }

        report.Remark("");
    }
}
