using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Inspecting;

/// <summary>The configured connectors in file order.</summary>
public sealed record ConnectorsResult(
    IReadOnlyList<InspectedConnector> Connectors, IReadOnlyList<Diagnostic> Diagnostics, RunOutcome Outcome);

/// <summary>One connector as it runs now.</summary>
/// <param name="State">`ready`, `init failed` or `not started`.</param>
/// <param name="ProtocolVersion">What it answered; null when it did not start.</param>
/// <param name="Capabilities">What it says of itself; null when it did not start.</param>
/// <param name="Status">Its process; null when it is not ready.</param>
/// <param name="Problem">Why it is not ready.</param>
public sealed record InspectedConnector(
    Prefix Prefix,
    string Name,
    ConnectorSpec Spec,
    string State,
    string? ProtocolVersion,
    ConnectorCapabilities? Capabilities,
    ConnectorStatus? Status,
    Diagnostic? Problem)
{
    /// <summary>Calls at once that the configuration allows, if it says so.</summary>
    public int? Concurrency { get; init; }
}
