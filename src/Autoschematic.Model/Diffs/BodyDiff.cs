using Autoschematic.Model.References;

namespace Autoschematic.Model.Diffs;

/// <summary>What differs between two bodies, changed parts only.</summary>
public abstract record BodyDiff
{
    private BodyDiff()
    {
    }

    /// <summary>Changed fields of two RON or JSON values, in the order of the new body.</summary>
    public sealed record Fields(IReadOnlyList<FieldChange> Changes) : BodyDiff;

    /// <summary>Changed lines of two texts.</summary>
    public sealed record Lines(IReadOnlyList<LineHunk> Hunks) : BodyDiff;

    /// <summary>Bytes that are not text differ.</summary>
    public sealed record Binary(int OldSize, int NewSize) : BodyDiff;

    /// <summary>Compares two bodies; null means that the side does not exist.</summary>
    public static BodyDiff Compare(BodyFormat format, ReadOnlyMemory<byte>? oldBody, ReadOnlyMemory<byte>? newBody)
        => throw new NotImplementedException();
}
