using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>One file of a pull.</summary>
/// <param name="Resource">Prefix and virtual address.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Diff">From the old local body to the new one; null when nothing was written.</param>
/// <param name="ReplacedReferences">References that stood in the old body and do not in the new one.</param>
/// <param name="Staged">Whether the file was staged.</param>
public sealed record PulledResource(
    ResourceKey Resource,
    string Connector,
    PullStatus Status,
    BodyDiff? Diff,
    IReadOnlyList<OutputReference> ReplacedReferences,
    bool Staged);
