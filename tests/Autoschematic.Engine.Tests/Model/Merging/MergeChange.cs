using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Merging;

/// <summary>What happened to a field: which of its values each side has, 0 for none.</summary>
internal sealed record MergeChange(int Base, int Local, int Remote)
{
    public bool IsConflict => Base != Local && Base != Remote && Local != Remote;

    /// <summary>One side at most changed it, or both did the same.</summary>
    public static Gen<MergeChange> Disjoint { get; } = Pick(
        new(1, 1, 1), new(1, 1, 1), new(1, 2, 1), new(1, 1, 2), new(1, 2, 2), new(0, 1, 0), new(0, 0, 1), new(0, 1, 1), new(1, 0, 1), new(1, 1, 0), new(1, 0, 0));

    public static Gen<MergeChange> Any { get; } = Gen.Frequency(
        (6, Disjoint), (1, Pick(new(1, 2, 3), new(1, 0, 2), new(1, 2, 0), new(0, 1, 2))));

    public static Gen<MergeChange> RemoteOnly { get; } = Pick(new(1, 1, 1), new(1, 1, 2), new(0, 0, 1), new(1, 1, 0));

    public static Gen<MergeChange> LocalOnly { get; } = Pick(new(1, 1, 1), new(1, 2, 1), new(0, 1, 0), new(1, 0, 1));

    private static Gen<MergeChange> Pick(params MergeChange[] changes) => Gen.Int[0, changes.Length - 1].Select(index => changes[index]);

    public int Of(MergeSide side) => side switch
    {
        MergeSide.Base => Base,
        MergeSide.Local => Local,
        MergeSide.Remote => Remote,
        _ when Local == Base => Remote,
        MergeSide.MergedTheirs when IsConflict => Remote,
        _ => Local,
    };
}
