using Autoschematic.Cli.Terminal;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Failures that several resources have in common, such as a connector that did not start: one line stands for all of them.</summary>
/// <param name="failures">The failure of each resource, in order; null for one that did not fail or is to have its own line.</param>
/// <param name="word">What did not happen to them, such as `not planned`.</param>
internal sealed class SharedFailures(IEnumerable<Diagnostic?> failures, string word)
{
    private readonly Dictionary<Diagnostic, int> counts = failures.OfType<Diagnostic>().CountBy(failure => failure)
        .Where(pair => pair.Value > 1).ToDictionary();

    private readonly HashSet<Diagnostic> written = [];

    /// <summary>Whether a resource needs a line: its failure is its own, or it is the first of those that share it.</summary>
    public bool NeedsLine(Diagnostic? failure) => failure is null || !counts.ContainsKey(failure) || written.Add(failure);

    /// <summary>Writes the line of all that share a failure; false when it is the failure of one alone.</summary>
    public bool Write(Diagnostic? failure, ReportWriter report)
    {
        if (failure is null || !counts.TryGetValue(failure, out var count))
        {
            return false;
        }

        report.Line(ResourceLine.Make(report, "!", Tone.Error, Lines.Count(count, "file"), $"{word} {failure.Code}"));
        return true;
    }
}
