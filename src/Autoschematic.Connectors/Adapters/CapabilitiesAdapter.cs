using Autoschematic.Model.Connectors;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>Capabilities.</summary>
internal static class CapabilitiesAdapter
{
    public static ConnectorCapabilities FromWire(Proto.CapabilitiesResponse response)
        => new(
            (int)Math.Min(response.Revision, int.MaxValue),
            [.. response.Extensions],
            (int)Math.Min(response.MaxConcurrency, int.MaxValue),
            response.IdempotentOps,
            (int)Math.Min(response.MaxMessageBytes, int.MaxValue),
            [.. response.Kinds.Select(KindOf)]);

    // A way of mapping or comparing that this host does not know is the connector's to answer.
    private static DeclaredKind KindOf(Proto.ResourceKind kind)
        => new(
            kind.AddrTemplate,
            (FilterBits)kind.FilterBits,
            kind.Mapping switch
            {
                Proto.MappingKind.None => DeclaredMapping.None,
                Proto.MappingKind.Output => DeclaredMapping.ByOutput,
                _ => DeclaredMapping.AskConnector,
            },
            Wire.OptionalText(kind.MappingOutput),
            kind.Equality switch
            {
                Proto.EqualityKind.Bytes => DeclaredEquality.Bytes,
                Proto.EqualityKind.Structural => DeclaredEquality.Structural,
                _ => DeclaredEquality.AskConnector,
            });
}
