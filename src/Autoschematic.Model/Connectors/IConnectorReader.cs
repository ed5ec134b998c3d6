using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Connectors;

/// <summary>The part of a connector that cannot change anything remote; drift and validate see only this.</summary>
/// <remarks>Every method may throw <see cref="ConnectorException"/> and may be called concurrently.</remarks>
public interface IConnectorReader
{
    /// <summary>Shortname in the configuration.</summary>
    string Name { get; }

    /// <summary>Protocol version the connector answered, such as `0.14.2`.</summary>
    string ProtocolVersion { get; }

    ConnectorCapabilities Capabilities { get; }

    /// <summary>The program that serves it now.</summary>
    ConnectorIdentity Identity { get; }

    /// <summary>Second-stage set-up; done once, its outcome remembered and repeated after a restart.</summary>
    Task InitAsync(CancellationToken cancellationToken);

    /// <summary>Bits of an address; cached until the connector restarts or <see cref="ForgetFilters"/>.</summary>
    ValueTask<FilterBits> FilterAsync(Address address, CancellationToken cancellationToken);

    /// <summary>Drops cached Filter answers, after a CONFIG file changed.</summary>
    void ForgetFilters();

    Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken);

    /// <summary>The remote resource at a physical address, or null when there is none.</summary>
    Task<RemoteResource?> GetAsync(Address physical, CancellationToken cancellationToken);

    Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken);

    ValueTask<PhysicalMapping> VirtualToPhysicalAsync(Address virtualAddress, CancellationToken cancellationToken);

    /// <summary>The virtual address of a physical one as unchecked text, or null when there is none yet.</summary>
    ValueTask<string?> PhysicalToVirtualAsync(Address physical, CancellationToken cancellationToken);

    Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken);

    Task<Docstring?> DocstringAsync(Address address, DocIdent ident, CancellationToken cancellationToken);

    ValueTask<bool> EqAsync(
        Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken);

    Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken);
}
