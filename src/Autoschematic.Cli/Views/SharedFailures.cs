using Autoschematic.Cli.Terminal;
using Autoschematic.Engine.Sessions;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Views;

/// <summary>Failures that several resources have in common, such as a connector that did not start: one line stands for all of them.</summary>
/// <param name="failures">Each resource and its failure, in order; null for one that did not fail or is to have its own line.</param>
/// <param name="word">What did not happen to them, such as `not planned`.</param>
internal sealed class SharedFailures(IEnumerable<(ResourceKey Resource, Diagnostic? Failure)> failures, string word)
{
    private const int MostNamed = 5;

    private readonly Dictionary<Diagnostic, List<ResourceKey>> shared = failures.Where(item => item.Failure is not null)
        .GroupBy(item => item.Failure!, item => item.Resource)
        .Where(group => group.Count() > 1)
        .ToDictionary(group => group.Key, group => group.ToList());

    private readonly HashSet<Diagnostic> written = [];

    /// <summary>Whether a resource needs a line: its failure is its own, or it is the first of those that share it.</summary>
    public bool NeedsLine(Diagnostic? failure) => failure is null || !shared.ContainsKey(failure) || written.Add(failure);

    /// <summary>Writes the line of all that share a failure; false when it is the failure of one alone.</summary>
    public bool Write(Diagnostic? failure, ReportWriter report)
    {
        if (failure is null || !shared.TryGetValue(failure, out var resources))
        {
            return false;
        }

        report.Line(ResourceLine.Make(report, "!", Tone.Error, Lines.Count(resources.Count, "file"), $"{word} {failure.Code}"));
        foreach (var resource in resources.Take(resources.Count <= MostNamed ? MostNamed : MostNamed - 1))
        {
            report.Line(StyledText.Of($"      {report.Clean(resource.Address.Text)}", Tone.Muted));
        }

        if (resources.Count > MostNamed)
        {
            report.Line(StyledText.Of($"      and {resources.Count - MostNamed + 1} more, `--full` names them", Tone.Muted));
        }

        return true;
    }
}
