namespace Autoschematic.Model.Connectors;

/// <summary>A kind of resource that a connector declares, so that the host can answer for it.</summary>
public sealed record DeclaredKind(
    string AddressTemplate,
    FilterBits Bits,
    DeclaredMapping Mapping,
    string? MappingOutput,
    DeclaredEquality Equality);

/// <summary>How a declared kind maps virtual to physical addresses.</summary>
public enum DeclaredMapping
{
    AskConnector = 0,
    None = 1,
    ByOutput = 2,
}

/// <summary>How bodies of a declared kind are compared.</summary>
public enum DeclaredEquality
{
    AskConnector = 0,
    Bytes = 1,
    Structural = 2,
}
