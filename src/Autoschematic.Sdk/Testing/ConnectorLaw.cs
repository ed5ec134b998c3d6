namespace Autoschematic.Sdk.Testing;

/// <summary>One law and what came of trying it on a connector.</summary>
/// <param name="Name">Its name, such as <c>eq-is-reflexive</c>.</param>
/// <param name="Title">What it says.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Reason">Why it was skipped, or what was left out; null when everything was tried.</param>
/// <param name="Explanation">What breaks it, on several lines; empty otherwise.</param>
public sealed record ConnectorLaw(string Name, string Title, LawVerdict Verdict, string? Reason, string Explanation)
{
    /// <summary>Whether there was nothing to try it on.</summary>
    public bool IsSkipped => Verdict == LawVerdict.Skipped;
}
