using Autoschematic.Engine.Selections;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>What to compare with the remote side.</summary>
/// <param name="Selection">The files; everything by default.</param>
/// <param name="Unmanaged">Whether remote resources without a file are looked for.</param>
/// <param name="ReportChanges">Whether drift makes the outcome <see cref="RunOutcome.ChangesFound"/>.</param>
public sealed record DriftRequest(SelectionRequest Selection, bool Unmanaged = false, bool ReportChanges = false)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
