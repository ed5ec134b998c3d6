using System.Net.Sockets;
using Autoschematic.Connectors.Adapters;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Channels.Grpc;

/// <summary>gRPC over a Unix socket.</summary>
internal sealed class GrpcConnectorChannel : IConnectorChannel
{
    /// <summary>What gRPC servers take unless they were told otherwise.</summary>
    private const int PlainMaxRequestBytes = 4 * 1024 * 1024;

    private const int MaxRequestBytes = 64 * 1024 * 1024;
    private const int MaxResponseBytes = 256 * 1024 * 1024;
    private static readonly Proto.Empty Nothing = new();

    private readonly string connector;
    private readonly GrpcChannel channel;
    private readonly Proto.Connector.ConnectorClient client;
    private readonly ManyStream<Proto.GetRequest, Proto.GetManyResponse> gets;
    private readonly ManyStream<Proto.PlanRequest, Proto.PlanManyResponse> plans;
    private bool takesMany;
    private int asking;

    private GrpcConnectorChannel(string connector, string socketPath, Socket first)
    {
        this.connector = connector;
        Socket? unused = first;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectCallback = async (_, cancellationToken) => new NetworkStream(
                Interlocked.Exchange(ref unused, null)
                    ?? await UnixSockets.ConnectAsync(socketPath, cancellationToken).ConfigureAwait(false),
                ownsSocket: true),
        };
        channel = GrpcChannel.ForAddress("http://localhost", new()
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxSendMessageSize = MaxRequestBytes,
            MaxReceiveMessageSize = MaxResponseBytes,
        });
        client = new(channel);
        gets = new(client.GetMany, static response => response.Addr);
        plans = new(client.PlanMany, static response => response.Addr);
    }

    public ChannelTraits Traits { get; } = new(PlainMaxRequestBytes, 16, CarriesAbsence: false, NeedsDeadline: false);

    /// <summary>Connects, or throws <see cref="SocketException"/> as long as nothing listens.</summary>
    public static async Task<IConnectorChannel> ConnectAsync(
        string connector, string socketPath, CancellationToken cancellationToken)
        => new GrpcConnectorChannel(
            connector, socketPath, await UnixSockets.ConnectAsync(socketPath, cancellationToken).ConfigureAwait(false));

    public async Task<string> VersionAsync(ChannelCall call, CancellationToken cancellationToken)
        => (await Ask(call, Nothing, client.VersionAsync, cancellationToken).ConfigureAwait(false)).Version;

    public async Task<ConnectorCapabilities> CapabilitiesAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        try
        {
            var capabilities = CapabilitiesAdapter.FromWire(
                await Ask(call, Nothing, client.CapabilitiesAsync, cancellationToken).ConfigureAwait(false));
            takesMany = capabilities.Extensions.Contains("many");
            return capabilities;
        }
        catch (ConnectorException error) when (error.Failure == ConnectorFailure.Unimplemented)
        {
            return ConnectorCapabilities.Plain;
        }
    }

    public Task InitAsync(ChannelCall call, CancellationToken cancellationToken)
        => Ask(call, Nothing, client.InitAsync, cancellationToken);

    public async Task<FilterBits> FilterAsync(Address address, ChannelCall call, CancellationToken cancellationToken)
        => (FilterBits)(await Ask(call, new Proto.FilterRequest { Addr = address.Text }, client.FilterAsync, cancellationToken)
            .ConfigureAwait(false)).Bitmask;

    public async Task<IReadOnlyList<string>> SubpathsAsync(ChannelCall call, CancellationToken cancellationToken)
        => [.. (await Ask(call, Nothing, client.SubpathsAsync, cancellationToken).ConfigureAwait(false)).Subpaths];

    public async Task<IReadOnlyList<string>> ListAsync(string subpath, ChannelCall call, CancellationToken cancellationToken)
        => [.. (await Ask(call, new Proto.ListRequest { Subpath = subpath }, client.ListAsync, cancellationToken)
            .ConfigureAwait(false)).Addrs];

    public async Task<RemoteResource?> GetAsync(Address physical, ChannelCall call, CancellationToken cancellationToken)
        => ResourceAdapter.FromWire(await AskAmongMany(
            gets,
            static answer => (answer.Response, answer.Error),
            call,
            physical.Text,
            new Proto.GetRequest { Addr = physical.Text },
            client.GetAsync,
            cancellationToken).ConfigureAwait(false));

    public async Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address,
        ReadOnlyMemory<byte>? current,
        ReadOnlyMemory<byte>? desired,
        ChannelCall call,
        CancellationToken cancellationToken)
        => PlanAdapter.FromWire(await AskAmongMany(
            plans,
            static answer => (answer.Response, answer.Error),
            call,
            address.Text,
            PlanAdapter.ToWire(address, current, desired),
            client.PlanAsync,
            cancellationToken).ConfigureAwait(false));

    public async Task<OpResult> ExecuteAsync(
        Address address, string op, ChannelCall call, CancellationToken cancellationToken)
        => PlanAdapter.FromWire(
            await Ask(call, new Proto.OpExecRequest { Addr = address.Text, Op = op }, client.OpExecAsync, cancellationToken)
                .ConfigureAwait(false));

    public async Task<PhysicalMapping> VirtualToPhysicalAsync(
        Address address, ChannelCall call, CancellationToken cancellationToken)
        => MappingAdapter.FromWire(
            await Ask(call, new Proto.AddrVirtToPhyRequest { Addr = address.Text }, client.AddrVirtToPhyAsync, cancellationToken)
                .ConfigureAwait(false)) ?? throw GrpcFailures.NoResult(connector, call);

    public async Task<string?> PhysicalToVirtualAsync(
        Address address, ChannelCall call, CancellationToken cancellationToken)
        => MappingAdapter.FromWire(
            await Ask(call, new Proto.AddrPhyToVirtRequest { Addr = address.Text }, client.AddrPhyToVirtAsync, cancellationToken)
                .ConfigureAwait(false));

    public async Task<IReadOnlyList<Skeleton>> SkeletonsAsync(ChannelCall call, CancellationToken cancellationToken)
        => ResourceAdapter.FromWire(
            await Ask(call, Nothing, client.GetSkeletonsAsync, cancellationToken).ConfigureAwait(false));

    public async Task<Docstring?> DocstringAsync(
        Address address, DocIdent ident, ChannelCall call, CancellationToken cancellationToken)
        => DocumentationAdapter.FromWire(
            await Ask(call, DocumentationAdapter.ToWire(address, ident), client.GetDocstringAsync, cancellationToken)
                .ConfigureAwait(false));

    public async Task<bool> EqAsync(
        Address address,
        ReadOnlyMemory<byte> left,
        ReadOnlyMemory<byte> right,
        ChannelCall call,
        CancellationToken cancellationToken)
    {
        var request = new Proto.EqRequest { Addr = address.Text, A = Wire.Bytes(left), B = Wire.Bytes(right) };
        return (await Ask(call, request, client.EqAsync, cancellationToken).ConfigureAwait(false)).Equal;
    }

    public async Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, ChannelCall call, CancellationToken cancellationToken)
    {
        var request = new Proto.DiagRequest { Addr = address.Text, A = Wire.Bytes(body) };
        return DiagnosticAdapter.FromWire(
            await Ask(call, request, client.DiagAsync, cancellationToken).ConfigureAwait(false));
    }

    public async Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        ChannelCall call,
        CancellationToken cancellationToken)
        => TaskAdapter.FromWire(
            await Ask(call, TaskAdapter.ToWire(address, body, argument, state), client.TaskExecAsync, cancellationToken)
                .ConfigureAwait(false));

    public async Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, ChannelCall call, CancellationToken cancellationToken)
    {
        var request = new Proto.UnbundleRequest { Addr = address.Text, Bundle = Wire.Bytes(bundle) };
        return ResourceAdapter.FromWire(
            await Ask(call, request, client.UnbundleAsync, cancellationToken).ConfigureAwait(false));
    }

    public ValueTask DisposeAsync()
    {
        gets.Dispose();
        plans.Dispose();
        channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Metadata HeadersOf(ChannelCall call)
    {
        Metadata headers = new() { { "traceparent", call.TraceParent } };
        if (call.IdempotencyKey is { } key)
        {
            headers.Add("autoschematic-idempotency-key", key);
        }

        return headers;
    }

    /// <summary>Asks on the stream that many requests share, or by itself when there is none or nothing else is asked.</summary>
    private async Task<TResponse> AskAmongMany<TRequest, TMany, TResponse>(
        ManyStream<TRequest, TMany> stream,
        Func<TMany, (TResponse? Response, Proto.ErrorDetail? Error)> read,
        ChannelCall call,
        string address,
        TRequest request,
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method,
        CancellationToken cancellationToken)
        where TRequest : class, IMessage
        where TMany : class
        where TResponse : class
    {
        try
        {
            if (Interlocked.Increment(ref asking) > 1
                && takesMany
                && request.CalculateSize() <= call.MaxRequestBytes
                && await stream.TryAskAsync(address, request, HeadersOf(call), cancellationToken).ConfigureAwait(false) is { } answer)
            {
                var (response, error) = read(answer);
                if (error is not null)
                {
                    throw GrpcFailures.FromDetail(connector, call, error, "one of many answers");
                }

                if (response is not null)
                {
                    return response;
                }
            }

            return await Ask(call, request, method, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref asking);
        }
    }

    private async Task<TResponse> Ask<TRequest, TResponse>(
        ChannelCall call,
        TRequest request,
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method,
        CancellationToken cancellationToken)
        where TRequest : IMessage
    {
        if (request.CalculateSize() is var size && size > call.MaxRequestBytes)
        {
            throw ChannelFailures.RequestTooLarge(connector, call, size);
        }

        // The library measures its deadline against the real clock, whatever clock the host runs by.
        DateTime? deadline = call.Deadline is { } limit ? TimeProvider.System.GetUtcNow().UtcDateTime + limit : null;
        try
        {
            using var running = method(request, new(HeadersOf(call), deadline, cancellationToken));
            return await running.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw GrpcFailures.FromStatus(connector, call, error);
        }
    }
}
