namespace Autoschematic.Sdk;

/// <summary>A declared kind of resource.</summary>
/// <param name="AddressTemplate">Address with `[placeholders]`, such as `vm/[name].json`.</param>
/// <param name="Bits">What such an address is.</param>
public sealed record ResourceKind(string AddressTemplate, FilterBits Bits)
{
    /// <summary>How virtual addresses of the kind become physical ones.</summary>
    public AddressMapping Mapping { get; init; } = AddressMapping.AskConnector;

    /// <summary>
    /// For <see cref="AddressMapping.ByOutput"/>: the output whose value takes the place of the last placeholder.
    /// </summary>
    public string? MappingOutput { get; init; }

    /// <summary>How bodies of the kind are compared.</summary>
    public BodyEquality Equality { get; init; } = BodyEquality.AskConnector;
}
