namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>One law and what came of trying it.</summary>
/// <param name="Law">Its name, which stays the same for ever.</param>
/// <param name="Title">What it says, in a sentence.</param>
/// <param name="Cases">How many cases were tried.</param>
/// <param name="Reason">Why it was skipped, or what was left out; null when everything was tried.</param>
/// <param name="Counterexamples">What breaks it, at most a few.</param>
public sealed record LawReport(
    string Law,
    string Title,
    LawVerdict Verdict,
    int Cases,
    string? Reason,
    IReadOnlyList<Counterexample> Counterexamples);
