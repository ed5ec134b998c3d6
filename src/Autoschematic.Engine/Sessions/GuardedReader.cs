using Autoschematic.Model.Addresses;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Sessions;

/// <summary>A connector whose forbidden calls are refused, whose declared kinds are answered here and whose messages are cleaned.</summary>
internal class GuardedReader(IConnectorReader inner, DeclaredKinds kinds, string? refusal, Func<string, string> clean)
    : IConnectorReader
{
    public string Name => inner.Name;

    public string ProtocolVersion => inner.ProtocolVersion;

    public ConnectorCapabilities Capabilities => inner.Capabilities;

    public ConnectorIdentity Identity => inner.Identity;

    public Task InitAsync(CancellationToken cancellationToken) => inner.InitAsync(cancellationToken);

    public ValueTask<FilterBits> FilterAsync(Address address, CancellationToken cancellationToken)
        => kinds.Any ? ValueTask.FromResult(kinds.BitsOf(address)) : inner.FilterAsync(address, cancellationToken);

    public void ForgetFilters() => inner.ForgetFilters();

    public Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken)
        => Allowed("Subpaths").SubpathsAsync(cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
        => Allowed("List").ListAsync(subpath, cancellationToken);

    public Task<RemoteResource?> GetAsync(Address physical, CancellationToken cancellationToken)
        => Allowed("Get").GetAsync(physical, cancellationToken);

    public async Task<IReadOnlyList<ConnectorOp>> PlanAsync(
        Address address, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken)
    {
        var ops = await Allowed("Plan").PlanAsync(address, current, desired, cancellationToken);
        return [.. ops.Select(op => op.Message is null ? op : op with { Message = clean(op.Message) })];
    }

    public async ValueTask<PhysicalMapping> VirtualToPhysicalAsync(Address virtualAddress, CancellationToken cancellationToken)
        => kinds.Map(virtualAddress) ?? await Allowed("AddrVirtToPhy").VirtualToPhysicalAsync(virtualAddress, cancellationToken);

    public ValueTask<string?> PhysicalToVirtualAsync(Address physical, CancellationToken cancellationToken)
        => Allowed("AddrPhyToVirt").PhysicalToVirtualAsync(physical, cancellationToken);

    public Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken)
        => inner.SkeletonsAsync(cancellationToken);

    public Task<Docstring?> DocstringAsync(Address address, DocIdent ident, CancellationToken cancellationToken)
        => inner.DocstringAsync(address, ident, cancellationToken);

    public ValueTask<bool> EqAsync(
        Address address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => kinds.Find(address)?.Equality switch
        {
            null => inner.EqAsync(address, left, right, cancellationToken),

            // Whatever else a connector takes for the same, a body equals itself.
            _ when left.Span.SequenceEqual(right.Span) => ValueTask.FromResult(true),
            DeclaredEquality.Bytes => ValueTask.FromResult(false),
            DeclaredEquality.Structural => ValueTask.FromResult(MeanTheSame(BodyFormats.Of(address), left, right)),
            _ => inner.EqAsync(address, left, right, cancellationToken),
        };

    public async Task<IReadOnlyList<ConnectorDiagnostic>> DiagAsync(
        Address address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var found = await inner.DiagAsync(address, body, cancellationToken);
        return [.. found.Select(item => item with { Message = clean(item.Message) })];
    }

    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        Address address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => Allowed("Unbundle").UnbundleAsync(address, bundle, cancellationToken);

    /// <summary>Throws when the connector's state forbids a method.</summary>
    protected void Demand(string method)
    {
        if (refusal is not null)
        {
            throw new ConnectorException(ConnectorFailure.NotSent, Name, method, refusal);
        }
    }

    /// <summary>Text from the connector as it may be shown.</summary>
    protected string? Clean(string? text) => text is null ? null : clean(text);

    private IConnectorReader Allowed(string method)
    {
        Demand(method);
        return inner;
    }

    private static bool MeanTheSame(BodyFormat format, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right)
        => CanonicalValue.Fingerprint(format, left.Span) == CanonicalValue.Fingerprint(format, right.Span);
}
