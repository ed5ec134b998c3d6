using Autoschematic.Ron.Values;

namespace Autoschematic.Sdk.Resources;

/// <summary>A field that differs between two bodies; an absent side is null.</summary>
internal sealed record FieldChange(string Path, RonValue? Before, RonValue? After)
{
    /// <summary>What the field may hold.</summary>
    public required TypeSchema Type { get; init; }

    public bool IsSensitive { get; init; }

    public bool IsImmutable { get; init; }

    public bool IsReplaced { get; init; }

    /// <summary>For lists: whether elements count, and not their places.</summary>
    public bool IsUnordered { get; init; }
}
