using Autoschematic.Model.References;

namespace Autoschematic.Model.Diffs;

/// <summary>What differs between two bodies, changed parts only.</summary>
public abstract record BodyDiff
{
    private BodyDiff()
    {
    }

    /// <summary>Changed fields of two RON or JSON values, in the order of the new body; none when only layout or comments differ.</summary>
    public sealed record Fields(IReadOnlyList<FieldChange> Changes) : BodyDiff;

    /// <summary>Changed lines of two texts.</summary>
    public sealed record Lines(IReadOnlyList<LineHunk> Hunks) : BodyDiff;

    /// <summary>Bytes that are not text differ.</summary>
    public sealed record Binary(int OldSize, int NewSize) : BodyDiff;

    /// <summary>Compares two bodies; null means that the side does not exist.</summary>
    public static BodyDiff Compare(BodyFormat format, ReadOnlyMemory<byte>? oldBody, ReadOnlyMemory<byte>? newBody)
    {
        if (format != BodyFormat.Text
            && TryRead(format, oldBody, out var oldValue) && TryRead(format, newBody, out var newValue))
        {
            return new Fields(new FieldComparer(format).Compare(oldValue, newValue));
        }

        return Decode(oldBody) is { } oldText && Decode(newBody) is { } newText
            ? new Lines(LineComparer.Compare(oldText, newText))
            : new Binary(oldBody?.Length ?? 0, newBody?.Length ?? 0);
    }

    private static string? Decode(ReadOnlyMemory<byte>? body) => body is { } bytes ? BodyTrees.Decode(bytes.Span) : "";

    private static bool TryRead(BodyFormat format, ReadOnlyMemory<byte>? body, out ValueNode? read)
    {
        read = null;
        if (body is not { } bytes)
        {
            return true;
        }

        read = ValueNode.Read(BodyTrees.Parse(format, bytes.Span));
        return read is not null;
    }
}
