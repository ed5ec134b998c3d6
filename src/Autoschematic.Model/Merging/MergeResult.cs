using Autoschematic.Model.Diffs;

namespace Autoschematic.Model.Merging;

/// <summary>A merged body and how it came about.</summary>
/// <param name="Body">The local bytes with the smallest edits; the very same when there was nothing to take.</param>
/// <param name="Taken">What came from the remote: local and remote values.</param>
/// <param name="Kept">What only the local side changed: base and local values.</param>
/// <param name="Conflicts">What both changed, whatever the rule made of it.</param>
/// <param name="Unconfirmed">What the remote would take back although it may never have had it: local and remote values.</param>
/// <param name="ReplacedReferences">References of the local body that are gone.</param>
public sealed record MergeResult(
    ReadOnlyMemory<byte> Body,
    IReadOnlyList<FieldChange> Taken,
    IReadOnlyList<FieldChange> Kept,
    IReadOnlyList<MergeConflict> Conflicts,
    IReadOnlyList<FieldChange> Unconfirmed,
    IReadOnlyList<ReplacedReference> ReplacedReferences);
