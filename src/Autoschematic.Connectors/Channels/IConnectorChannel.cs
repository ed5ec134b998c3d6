using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Channels;

/// <summary>
/// One connection to one connector process: the methods of the protocol in the model's terms, without policy.
/// </summary>
/// <remarks>
/// Limits on concurrency, defaults for missing methods, retries, restarts and the cleaning of foreign text are the
/// caller's. Every method may be called concurrently as far as the wire allows and throws only
/// <see cref="OperationCanceledException"/> (its token) or <see cref="ConnectorException"/>: `Answered` for the
/// connector's own error, `Unimplemented`, `NotSent` (see <see cref="ChannelFailures"/>), `Deadline`, or `Transport`
/// when the connection broke.
/// </remarks>
internal interface IConnectorChannel : IAsyncDisposable
{
    /// <summary>What the wire by itself allows and carries.</summary>
    ChannelTraits Traits { get; }

    Task<string> VersionAsync(ChannelCall call, CancellationToken cancellationToken);

    /// <summary>Never `Unimplemented`: a connector without the method is <see cref="ConnectorCapabilities.Plain"/>.</summary>
    Task<ConnectorCapabilities> CapabilitiesAsync(ChannelCall call, CancellationToken cancellationToken);

    Task InitAsync(ChannelCall call, CancellationToken cancellationToken);

    Task<FilterBits> FilterAsync(Address address, ChannelCall call, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> SubpathsAsync(ChannelCall call, CancellationToken cancellationToken);

    Task<IReadOnlyList<string>> ListAsync(string subpath, ChannelCall call, CancellationToken cancellationToken);

    Task<RemoteResource?> GetAsync(Address physical, ChannelCall call, CancellationToken cancellationToken);

    Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address,
        ReadOnlyMemory<byte>? current,
        ReadOnlyMemory<byte>? desired,
        ChannelCall call,
        CancellationToken cancellationToken);

    Task<OpResult> ExecuteAsync(Address address, string op, ChannelCall call, CancellationToken cancellationToken);

    Task<PhysicalMapping> VirtualToPhysicalAsync(Address address, ChannelCall call, CancellationToken cancellationToken);

    Task<string?> PhysicalToVirtualAsync(Address address, ChannelCall call, CancellationToken cancellationToken);

    Task<IReadOnlyList<Skeleton>> SkeletonsAsync(ChannelCall call, CancellationToken cancellationToken);

    Task<Docstring?> DocstringAsync(
        Address address, DocIdent ident, ChannelCall call, CancellationToken cancellationToken);

    Task<bool> EqAsync(
        Address address,
        ReadOnlyMemory<byte> left,
        ReadOnlyMemory<byte> right,
        ChannelCall call,
        CancellationToken cancellationToken);

    Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, ChannelCall call, CancellationToken cancellationToken);

    Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        ChannelCall call,
        CancellationToken cancellationToken);

    Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, ChannelCall call, CancellationToken cancellationToken);
}
