using Autoschematic.Model.References;

namespace Autoschematic.Model.Merging;

/// <summary>Three states of one body.</summary>
/// <param name="Format">How they are read.</param>
/// <param name="Base">What the other two come from; null when that is not known, and every difference is a conflict.</param>
/// <param name="Local">The body that is changed, with its references.</param>
/// <param name="Remote">The body whose changes are taken.</param>
/// <param name="Lookup">Values of references; null for one that has none.</param>
public sealed record MergeInput(
    BodyFormat Format,
    ReadOnlyMemory<byte>? Base,
    ReadOnlyMemory<byte> Local,
    ReadOnlyMemory<byte> Remote,
    Func<OutputReference, string?> Lookup)
{
    /// <summary>What happens where both sides changed the same.</summary>
    public ConflictRule Rule { get; init; }

    /// <summary>Whether the remote had the base; what it would take back is otherwise listed as unconfirmed, and decided like a conflict.</summary>
    public bool IsAgreed { get; init; } = true;

    /// <summary>Whether fields that only the remote lacks stay: it may never tell them.</summary>
    public bool KeepMissing { get; init; }
}
