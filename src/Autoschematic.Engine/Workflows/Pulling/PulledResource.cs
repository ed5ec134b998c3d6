using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Diffs;
using Autoschematic.Model.Merging;

namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>One file of a pull.</summary>
/// <param name="Resource">Prefix and virtual address.</param>
/// <param name="Connector">Shortname of its owner.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Diff">From the old local body to the new one; null when nothing was written.</param>
public sealed record PulledResource(ResourceKey Resource, string Connector, PullStatus Status, BodyDiff? Diff = null)
{
    /// <summary>What only the local side changed and stays: base and local values.</summary>
    public IReadOnlyList<FieldChange> Kept { get; init; } = [];

    /// <summary>What both sides changed, whatever was decided about it.</summary>
    public IReadOnlyList<MergeConflict> Conflicts { get; init; } = [];

    /// <summary>References that stood in the old body and do not in the new one.</summary>
    public IReadOnlyList<ReplacedReference> ReplacedReferences { get; init; } = [];

    /// <summary>What an editor is to show from now on; null when the text stays, or was not in one.</summary>
    public ReadOnlyMemory<byte>? Edited { get; init; }

    /// <summary>Whether the file was staged.</summary>
    public bool Staged { get; init; }
}
