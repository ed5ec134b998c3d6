using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>A connector under test: every call has a limit, and what is not answered is noted and not asked again.</summary>
internal class LawProbe(IConnectorReader inner, TimeSpan limit, TimeProvider clock) : IConnectorReader
{
    private readonly ConcurrentQueue<LawIncident> incidents = new();
    private readonly ConcurrentDictionary<string, string> stopped = new();

    public IReadOnlyList<LawIncident> Incidents => [.. incidents];

    public string Name => inner.Name;

    public string ProtocolVersion => inner.ProtocolVersion;

    public ConnectorCapabilities Capabilities => inner.Capabilities;

    public ConnectorIdentity Identity => inner.Identity;

    /// <summary>The same connector with another limit and a list of incidents of its own.</summary>
    public LawProbe WithLimit(TimeSpan other) => new(inner, other, clock);

    /// <summary>Whether a method was given up after it was not answered.</summary>
    public bool GaveUp(string method) => stopped.ContainsKey(method);

    public Task InitAsync(CancellationToken cancellationToken) => inner.InitAsync(cancellationToken);

    public ValueTask<FilterBits> FilterAsync(Address address, CancellationToken cancellationToken)
        => new(AskAsync("Filter", address.Text, [], token => inner.FilterAsync(address, token).AsTask(), cancellationToken));

    public void ForgetFilters() => inner.ForgetFilters();

    public Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => AskAsync("Subpaths", null, [], inner.SubpathsAsync, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => AskAsync("List", subpath, [], token => inner.ListAsync(subpath, token), cancellationToken);

    public Task<RemoteResource?> GetAsync(Address physical, CancellationToken cancellationToken)
        => AskAsync("Get", physical.Text, [], token => inner.GetAsync(physical, token), cancellationToken);

    public Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken)
        => AskAsync(
            "Plan",
            address.Text,
            [LawText.Input("current", current), LawText.Input("desired", desired)],
            token => inner.PlanAsync(address, current, desired, token),
            cancellationToken);

    public ValueTask<PhysicalMapping> VirtualToPhysicalAsync(Address virtualAddress, CancellationToken cancellationToken)
        => new(AskAsync(
            "AddrVirtToPhy", virtualAddress.Text, [], token => inner.VirtualToPhysicalAsync(virtualAddress, token).AsTask(), cancellationToken));

    public ValueTask<string?> PhysicalToVirtualAsync(Address physical, CancellationToken cancellationToken)
        => new(AskAsync("AddrPhyToVirt", physical.Text, [], token => inner.PhysicalToVirtualAsync(physical, token).AsTask(), cancellationToken));

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => AskAsync("GetSkeletons", null, [], inner.SkeletonsAsync, cancellationToken);

    public Task<Docstring?> DocstringAsync(Address address, DocIdent ident, CancellationToken cancellationToken)
        => AskAsync("GetDocstring", address.Text, [], token => inner.DocstringAsync(address, ident, token), cancellationToken);

    public ValueTask<bool> EqAsync(
        Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => new(AskAsync(
            "Eq",
            address.Text,
            [LawText.Input("a", left), LawText.Input("b", right)],
            token => inner.EqAsync(address, left, right, token).AsTask(),
            cancellationToken));

    public Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => AskAsync("Diag", address.Text, [LawText.Input("body", body)], token => inner.DiagAsync(address, body, token), cancellationToken);

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => AskAsync("Unbundle", address.Text, [LawText.Input("bundle", bundle)], token => inner.UnbundleAsync(address, bundle, token), cancellationToken);

    protected async Task<T> AskAsync<T>(
        string method, string? subject, IReadOnlyList<LawInput> inputs, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        // One silence or death says enough: the next would cost as much time, or the last restart.
        if (stopped.TryGetValue(method, out var reason))
        {
            throw new ConnectorException(ConnectorFailure.NotSent, Name, method, reason);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = ask(patience.Token);
        try
        {
            return await answer.WaitAsync(limit, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            await patience.CancelAsync();
            _ = answer.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw Note(method, subject, inputs, new(ConnectorFailure.Deadline, Name, method, $"no answer within {limit.TotalSeconds:0.#} s"));
        }
        catch (ConnectorException error) when (error.Failure is ConnectorFailure.Died or ConnectorFailure.Transport or ConnectorFailure.Deadline)
        {
            throw Note(method, subject, inputs, error);
        }
    }

    private ConnectorException Note(string method, string? subject, IReadOnlyList<LawInput> inputs, ConnectorException error)
    {
        incidents.Enqueue(new(method, subject, inputs, error));
        stopped.TryAdd(
            method,
            error.Failure == ConnectorFailure.Deadline ? $"`{method}` is not called again after it did not answer" : $"`{method}` is not called again after the connector died in it");
        return error;
    }
}
