using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>A connector that speaks tarpc.</summary>
internal sealed class TarpcChannel(Stream stream, string connector, TimeProvider clock) : IConnectorChannel
{
    private readonly TarpcConnection connection = new(stream, clock);

    // Plain tarpc servers hold a lock while a method runs and abort what waits too long for it.
    public ChannelTraits Traits { get; } = new(
        PlainMaxRequestBytes: TarpcFrames.MaxLength, PlainConcurrentReads: 1, CarriesAbsence: true, NeedsDeadline: true);

    public Task<string> VersionAsync(ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Version(), call, cancellationToken);

    public Task<ConnectorCapabilities> CapabilitiesAsync(ChannelCall call, CancellationToken cancellationToken)
        => Task.FromResult(ConnectorCapabilities.Plain);

    public Task InitAsync(ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Init(), call, cancellationToken);

    public Task<FilterBits> FilterAsync(Address address, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Filter(address.Text), call, cancellationToken);

    public Task<IReadOnlyList<string>> SubpathsAsync(ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Subpaths(), call, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.List(subpath), call, cancellationToken);

    public Task<RemoteResource?> GetAsync(Address physical, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Get(physical.Text), call, cancellationToken);

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address,
        ReadOnlyMemory<byte>? current,
        ReadOnlyMemory<byte>? desired,
        ChannelCall call,
        CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Plan(address.Text, current, desired), call, cancellationToken);

    public Task<OpResult> ExecuteAsync(Address address, string op, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.OpExec(address.Text, op), call, cancellationToken);

    public Task<PhysicalMapping> VirtualToPhysicalAsync(
        Address address, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.AddrVirtToPhy(address.Text), call, cancellationToken);

    public Task<string?> PhysicalToVirtualAsync(Address address, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.AddrPhyToVirt(address.Text), call, cancellationToken);

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.GetSkeletons(), call, cancellationToken);

    public Task<Docstring?> DocstringAsync(
        Address address, DocIdent ident, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.GetDocstring(address.Text, ident), call, cancellationToken);

    public Task<bool> EqAsync(
        Address address,
        ReadOnlyMemory<byte> left,
        ReadOnlyMemory<byte> right,
        ChannelCall call,
        CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Eq(address.Text, left, right), call, cancellationToken);

    public Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Diag(address.Text, body), call, cancellationToken);

    public Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        ChannelCall call,
        CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.TaskExec(address.Text, body, argument, state), call, cancellationToken);

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, ChannelCall call, CancellationToken cancellationToken)
        => CallAsync(TarpcCalls.Unbundle(address.Text, bundle), call, cancellationToken);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<T> CallAsync<T>(TarpcCall<T> request, ChannelCall call, CancellationToken cancellationToken)
    {
        var deadline = call.Deadline
            ?? throw new ArgumentException($"`{call.Method}` over tarpc without a deadline", nameof(call));
        try
        {
            return await connection.CallAsync(request, call.TraceParent, deadline, cancellationToken) switch
            {
                TarpcReply<T>.Result result => result.Value,
                TarpcReply<T>.Error error => throw TarpcFailures.Answered(connector, call, error.Message),
                TarpcReply<T>.Refused refused => throw TarpcFailures.Refused(connector, call, refused.Kind, refused.Detail),
                var other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
            };
        }
        catch (TarpcTooLargeException error)
        {
            throw ChannelFailures.RequestTooLarge(connector, call with { MaxRequestBytes = TarpcFrames.MaxLength }, error.Length);
        }
        catch (TarpcDeadlineException error)
        {
            throw ChannelFailures.DeadlinePassed(connector, call, error);
        }
        catch (TarpcFormatException error)
        {
            throw TarpcFailures.Malformed(connector, call, error);
        }
        catch (TarpcBrokenException error)
        {
            throw error.BeforeSending
                ? ChannelFailures.NoConnection(connector, call.Method, error.Message, error)
                : ChannelFailures.ConnectionBroke(connector, call.Method, error.Message, error);
        }
    }
}
