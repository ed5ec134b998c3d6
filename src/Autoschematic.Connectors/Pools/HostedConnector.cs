using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>A connector as the engine sees it: whichever process serves it at the moment.</summary>
internal sealed class HostedConnector : IConnector, IAsyncDisposable
{
    private readonly ConnectorLaunch launch;
    private readonly ConnectorLifetime lifetime;
    private readonly CallRunner runner;
    private readonly ForeignWords words;
    private readonly FilterCache filters = new();

    public HostedConnector(ConnectorLaunch launch, ConnectorLifetime lifetime, CallRunner runner, ForeignWords words)
    {
        this.launch = launch;
        this.lifetime = lifetime;
        this.runner = runner;
        this.words = words;
        lifetime.Restarted += filters.Clear;
    }

    public string Name => launch.Shortname;

    public string ProtocolVersion => lifetime.Current.Version;

    public ConnectorCapabilities Capabilities => lifetime.Current.Capabilities;

    public ConnectorIdentity Identity
    {
        get
        {
            var running = lifetime.Current;
            return new(running.Version, words.Clean(running.Program.Command.Display), running.Program.HashFiles());
        }
    }

    public ConnectorStatus Status
    {
        get
        {
            var process = lifetime.Current.Process;
            var alive = !process.Exited.IsCompleted;
            return new(
                alive,
                alive ? process.ProcessId : null,
                alive ? ProcessTree.ResidentBytes(process.ProcessId) : null,
                words.Clean(process.Display),
                lifetime.Restarts)
            {
                IsKept = alive && process.IsKept,
                ProcessorTime = alive ? ProcessTree.ProcessorTime(process.ProcessId) : null,
            };
        }
    }

    public Task InitAsync(CancellationToken cancellationToken) => lifetime.InitAsync(cancellationToken);

    public void ForgetFilters() => filters.Clear();

    public ValueTask<FilterBits> FilterAsync(Address address, CancellationToken cancellationToken)
        => filters.GetAsync(address, () => AskAsync(
            MethodPolicy.Filter,
            address,
            (channel, call, token) => channel.FilterAsync(address, call, token),
            cancellationToken));

    public Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => AskAsync(
            MethodPolicy.Subpaths,
            null,
            static (channel, call, token) => channel.SubpathsAsync(call, token),
            cancellationToken,
            static () => ["./"]);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => AskAsync(
            MethodPolicy.List, null, (channel, call, token) => channel.ListAsync(subpath, call, token), cancellationToken);

    public Task<RemoteResource?> GetAsync(Address physical, CancellationToken cancellationToken)
        => AskAsync(
            MethodPolicy.Get,
            physical,
            (channel, call, token) => channel.GetAsync(physical, call, token),
            cancellationToken);

    public async Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken)
    {
        if (current is { IsEmpty: true } || desired is { IsEmpty: true })
        {
            var running = lifetime.Current;
            if (running.Capabilities.IsPlain && !running.Channel.Traits.CarriesAbsence)
            {
                throw words.Clean(CallFailures.EmptyBody(Name, FileOf(address)), launch);
            }
        }

        var ops = await AskAsync(
            MethodPolicy.Plan,
            address,
            (channel, call, token) => channel.PlanAsync(address, current, desired, call, token),
            cancellationToken).ConfigureAwait(false);
        return [.. ops.Select(words.Clean)];
    }

    public async Task<OpResult> ExecuteAsync(
        Address address, ConnectorOp op, string idempotencyKey, CancellationToken cancellationToken)
        => words.Clean(await AskAsync(
            MethodPolicy.OpExec,
            address,
            (channel, call, token) => channel.ExecuteAsync(address, op.Definition, call, token),
            cancellationToken,
            idempotencyKey: idempotencyKey).ConfigureAwait(false));

    public async Task<TaskStep> RunTaskAsync(
        Address address,
        ReadOnlyMemory<byte> body,
        ReadOnlyMemory<byte>? argument,
        ReadOnlyMemory<byte>? state,
        CancellationToken cancellationToken)
        => words.Clean(await AskAsync(
            MethodPolicy.TaskExec,
            address,
            (channel, call, token) => channel.RunTaskAsync(address, body, argument, state, call, token),
            cancellationToken).ConfigureAwait(false));

    public ValueTask<PhysicalMapping> VirtualToPhysicalAsync(Address virtualAddress, CancellationToken cancellationToken)
        => new(AskAsync(
            MethodPolicy.AddrVirtToPhy,
            virtualAddress,
            (channel, call, token) => channel.VirtualToPhysicalAsync(virtualAddress, call, token),
            cancellationToken,
            () => new PhysicalMapping.Unmapped(virtualAddress.Text)));

    public ValueTask<string?> PhysicalToVirtualAsync(Address physical, CancellationToken cancellationToken)
        => new(AskAsync(
            MethodPolicy.AddrPhyToVirt,
            physical,
            (channel, call, token) => channel.PhysicalToVirtualAsync(physical, call, token),
            cancellationToken,
            () => physical.Text));

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => AskAsync(
            MethodPolicy.GetSkeletons,
            null,
            static (channel, call, token) => channel.SkeletonsAsync(call, token),
            cancellationToken,
            static () => []);

    public async Task<Docstring?> DocstringAsync(Address address, DocIdent ident, CancellationToken cancellationToken)
        => await AskAsync(
            MethodPolicy.GetDocstring,
            address,
            (channel, call, token) => channel.DocstringAsync(address, ident, call, token),
            cancellationToken,
            static () => null).ConfigureAwait(false) is { } text ? words.Clean(text) : null;

    public ValueTask<bool> EqAsync(
        Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => new(AskAsync(
            MethodPolicy.Eq,
            address,
            (channel, call, token) => channel.EqAsync(address, left, right, call, token),
            cancellationToken,
            () => left.Span.SequenceEqual(right.Span)));

    public async Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var found = await AskAsync(
            MethodPolicy.Diag,
            address,
            (channel, call, token) => channel.DiagAsync(address, body, call, token),
            cancellationToken,
            static () => []).ConfigureAwait(false);
        return [.. found.Select(words.Clean)];
    }

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => AskAsync(
            MethodPolicy.Unbundle,
            address,
            (channel, call, token) => channel.UnbundleAsync(address, bundle, call, token),
            cancellationToken);

    /// <summary>Says that nobody is to use its process after this.</summary>
    public void Distrust() => lifetime.Current.Process.Distrust();

    public ValueTask DisposeAsync() => lifetime.DisposeAsync();

    private string FileOf(Address address) => launch.Prefix.FileOf(address).Text;

    private async Task<T> AskAsync<T>(
        MethodPolicy policy,
        Address? subject,
        Func<IConnectorChannel, ChannelCall, CancellationToken, Task<T>> send,
        CancellationToken cancellationToken,
        Func<T>? whenMissing = null,
        string? idempotencyKey = null)
    {
        try
        {
            return await runner.RunAsync(
                lifetime.GetAsync,
                policy,
                subject is null ? null : FileOf(subject),
                idempotencyKey,
                send,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error.Failure == ConnectorFailure.Unimplemented && whenMissing is not null)
        {
            return whenMissing();
        }
        catch (ConnectorException error)
        {
            throw words.Clean(error, launch);
        }
    }
}
