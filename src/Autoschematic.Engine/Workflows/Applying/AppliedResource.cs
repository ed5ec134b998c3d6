using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Applying;

/// <summary>What became of one resource of the plan.</summary>
/// <param name="Resource">Prefix and virtual address.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Action">What was to be done; for a resource that waited, what it turned out to be.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Ops">The ops that were answered, in order, with the connector's messages.</param>
/// <param name="OpCount">How many ops there were to execute.</param>
/// <param name="Diagnostics">Warnings and errors about this resource alone.</param>
public sealed record AppliedResource(
    ResourceKey Resource,
    string Connector,
    PlanAction Action,
    ApplyStatus Status,
    IReadOnlyList<ExecutedOp> Ops,
    int OpCount,
    IReadOnlyList<Diagnostic> Diagnostics);
