using Autoschematic.Model.Diffs;

namespace Autoschematic.Model.Merging;

/// <summary>Collects what a merge decides.</summary>
internal sealed class MergeRecord
{
    public List<FieldChange> Taken { get; } = [];

    public List<FieldChange> Kept { get; } = [];

    public List<MergeConflict> Conflicts { get; } = [];

    public List<FieldChange> Unconfirmed { get; } = [];

    public List<ReplacedReference> Replaced { get; } = [];

    public MergeResult With(ReadOnlyMemory<byte> body) => new(body, Taken, Kept, Conflicts, Unconfirmed, Replaced);
}
