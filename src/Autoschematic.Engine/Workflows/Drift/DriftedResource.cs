using Autoschematic.Engine.Sessions;

namespace Autoschematic.Engine.Workflows.Drift;

/// <summary>One resource of a drift report; it holds what differs and never a body, so that a report may be long.</summary>
/// <param name="Resource">Prefix and virtual address; for one not in the repository the address its file would have.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Status">How it compares.</param>
/// <param name="OtherOutputs">Keys that only one side has; information, not drift.</param>
public sealed record DriftedResource(
    ResourceKey Resource, string Connector, DriftStatus Status, IReadOnlyList<string> OtherOutputs)
{
    /// <summary>Differences that rules hide.</summary>
    public IReadOnlyList<IgnoredChange> Ignored { get; init; } = [];
}
