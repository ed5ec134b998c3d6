using System.Text;
using System.Text.RegularExpressions;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>One command line that was run: exit code and both streams.</summary>
public sealed partial record CliRun(string CommandLine, int ExitCode, string Output, string Error)
{
    /// <summary>Everything in one text, as snapshots hold it: escape codes are made visible, ids of runs are hidden, and what finished at once stands in order.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("$ autoschematic ").Append(CommandLine).Append('\n');
        text.Append("exit code ").Append(ExitCode).Append('\n');
        text.Append("--- stdout\n").Append(Visible(Output));
        text.Append("--- stderr\n").Append(Visible(FinishedLines().Replace(Error, InOrder)));
        return text.ToString();
    }

    public CliRun Matches(string name, [System.Runtime.CompilerServices.CallerFilePath] string caller = "")
    {
        Snapshot.Match(ToString(), name, caller);
        return this;
    }

    private static string Visible(string text)
    {
        var shown = RunId().Replace(text.Replace("\e", "␛", StringComparison.Ordinal), "[RUN]");
        return shown.Length == 0 || shown.EndsWith('\n') ? shown : shown + "(no line break)\n";
    }

    private static string InOrder(Match lines) => string.Concat(lines.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(line => line + "\n"));

    [GeneratedRegex(@"(?:^  \S+  [a-z]+\n){2,}", RegexOptions.Multiline)]
    private static partial Regex FinishedLines();

    [GeneratedRegex(@"\d{8}T\d{6}Z-[0-9a-f]{8}")]
    private static partial Regex RunId();
}
