namespace Autoschematic.Ron.Diagnostics;

/// <summary>Orders findings about one text by the place where each was noticed.</summary>
internal static class SourceOrder
{
    /// <summary>Adds the findings to a bag; those noticed at one place keep their order.</summary>
    public static void AddTo(DiagnosticBag diagnostics, List<Diagnostic> findings)
    {
        if (findings.Count > 0)
        {
            diagnostics.AddRange(findings.OrderBy(finding => finding.Location?.Span?.End ?? 0).ThenBy(finding => finding.Location?.Span?.Start ?? 0));
        }
    }
}
