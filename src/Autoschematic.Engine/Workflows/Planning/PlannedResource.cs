using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Diffs;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>One resource of a plan: what the repository wants, what there is, and the ops between the two.</summary>
/// <param name="Resource">Prefix and virtual address.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Physical">Where it lives remotely; null when it does not exist yet or is not known.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Ops">What the connector will execute, in order.</param>
/// <param name="Desired">The body as written, references unresolved; null for a deletion. Empty when it was not kept, since nothing changes and nobody executes the plan.</param>
/// <param name="Resolved">The desired body with references replaced; null for a deletion, a deferred resource, or when it was not kept.</param>
/// <param name="Remote">The remote body; null when there is none, when it was not read, or when it was not kept.</param>
/// <param name="Diff">How the remote body becomes the desired one; null when nothing changes. For a deferred one, with references to what is not known yet.</param>
/// <param name="Diagnostics">Warnings and errors about this resource alone.</param>
public sealed record PlannedResource(
    ResourceKey Resource,
    string Connector,
    Address? Physical,
    PlanAction Action,
    IReadOnlyList<ConnectorOp> Ops,
    ReadOnlyMemory<byte>? Desired,
    ReadOnlyMemory<byte>? Resolved,
    ReadOnlyMemory<byte>? Remote,
    BodyDiff? Diff,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether the repository wants it gone.</summary>
    public bool IsDeletion => Desired is null;
}
