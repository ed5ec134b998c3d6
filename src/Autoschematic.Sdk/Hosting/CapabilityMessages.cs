using Wire = Autoschematic.Protocol;

namespace Autoschematic.Sdk.Hosting;

/// <summary>What this SDK and the connector together can do.</summary>
internal static class CapabilityMessages
{
    /// <summary>Protocol version that connectors of this SDK are built for.</summary>
    public const string Version = "0.14.2";

    private const uint Revision = 1;

    private static readonly string[] Extensions = ["presence", "outputs", "errors", "idempotency", "many", "op-kinds"];

    public static Wire.CapabilitiesResponse Capabilities(ConnectorCapabilities capabilities)
    {
        var response = new Wire.CapabilitiesResponse
        {
            Revision = Revision,
            MaxConcurrency = (uint)Math.Max(capabilities.MaxConcurrency, 0),
            IdempotentOps = capabilities.IdempotentOps,
            MaxMessageBytes = ConnectorServer.MaxMessageBytes,
        };
        response.Extensions.AddRange(Extensions);
        response.Kinds.AddRange(capabilities.Kinds.Select(kind => new Wire.ResourceKind
        {
            AddrTemplate = kind.AddressTemplate,
            FilterBits = (uint)kind.Bits,
            Mapping = (Wire.MappingKind)kind.Mapping,
            MappingOutput = kind.MappingOutput ?? "",
            Equality = (Wire.EqualityKind)kind.Equality,
        }));
        return response;
    }
}
