using Autoschematic.Engine.Workflows.Laws;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Testing;

/// <summary>Every law with what came of it, in the order they were tried.</summary>
/// <param name="Connector">Shortname.</param>
/// <param name="Prefix">Name of its prefix; null when it was not found.</param>
/// <param name="Live">Whether things were really changed.</param>
/// <param name="Seed">The seed of the last round.</param>
/// <param name="Rounds">How often all laws were tried.</param>
public sealed record LawResult(
    string Connector,
    string? Prefix,
    bool Live,
    int Seed,
    int Rounds,
    IReadOnlyList<LawReport> Laws,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome)
{
    /// <summary>Protocol version the connector answered; null when it did not start.</summary>
    public string? ProtocolVersion { get; init; }
}
