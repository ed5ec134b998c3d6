namespace Autoschematic.Sdk.Resources;

/// <summary>A field of a record, and what its attributes say.</summary>
internal sealed record FieldSchema(string Name, TypeSchema Type, bool IsRequired)
{
    public string? Description { get; init; }

    public string? Example { get; init; }

    public bool IsComputed { get; init; }

    public bool IsSensitive { get; init; }

    public bool IsImmutable { get; init; }

    public bool IsReplaced { get; init; }

    public bool IsUnordered { get; init; }
}
