namespace Autoschematic.Engine.Journal;

/// <summary>The options of a run that a resume goes by.</summary>
/// <param name="Staged">Whether the desired bodies are those staged in git, not those of the working tree.</param>
/// <param name="Connector">`-c`, or null for every connector.</param>
/// <param name="Commit">Whether a commit was asked for.</param>
/// <param name="CommitMessage">`-m`, or null.</param>
public sealed record RunOptions(
    bool Staged,
    string? Connector,
    bool StrictEnvironment,
    bool NoDeferred,
    int Parallelism,
    bool Commit,
    string? CommitMessage)
{
    /// <summary>SHA-256 of the plan, for the commit's trailer; null when it has none.</summary>
    public string? PlanHash { get; init; }
}
