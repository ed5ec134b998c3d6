namespace Autoschematic.Sdk.Resources;

/// <summary>A connector that is the sum of its handlers.</summary>
/// <param name="context">What the connector is told when it is made.</param>
public abstract class ResourceConnector(ConnectorContext context) : IConnectorService
{
    private readonly RecordedOutcomes outcomes = new();
    private readonly Lock gate = new();
    private ResourceSet? set;

    /// <summary>The handlers, asked for once; of two that serve an address the first answers.</summary>
    protected abstract IReadOnlyList<AddressHandler> Handlers { get; }

    /// <summary>How many calls at once are useful.</summary>
    protected virtual int MaxConcurrency => 16;

    /// <summary>
    /// Whether an operation that is sent again with the same idempotency key changes nothing more, even after this process
    /// ended in the middle of it. Handlers that pass <see cref="ResourceKey.IdempotencyKey"/> on, or find what is already done, can say so.
    /// </summary>
    protected virtual bool IdempotentOps => false;

    /// <inheritdoc/>
    public ConnectorCapabilities Capabilities
        => new() { MaxConcurrency = MaxConcurrency, IdempotentOps = IdempotentOps, Kinds = Set.Kinds };

    private ResourceSet Set
    {
        get
        {
            lock (gate)
            {
                return set ??= new ResourceSet(Handlers, context);
            }
        }
    }

    /// <inheritdoc/>
    public virtual Task InitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<FilterBits> FilterAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(Set.BitsOf(address));

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<string>> SubpathsAsync(CancellationToken cancellationToken) => Task.FromResult(Set.Subpaths);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(string subpath, CancellationToken cancellationToken)
    {
        var addresses = new List<string>();
        foreach (var handler in Set.Below(subpath))
        {
            await AuthorCalls.RunAsync($"Listing {handler.Pattern.Template}", async () =>
            {
                await foreach (var key in ((IResourceHandler)handler).ListAsync(subpath, cancellationToken).WithCancellation(cancellationToken))
                {
                    addresses.Add(key.Address);
                }

                return true;
            });
        }

        return addresses;
    }

    /// <inheritdoc/>
    public async Task<RemoteResource?> GetAsync(string address, CancellationToken cancellationToken)
    {
        var (handler, resources) = Set.Resource(address);
        var key = Set.Addresses.KeyOf(handler, address);
        var found = await AuthorCalls.RunAsync($"Reading {address}", () => resources.GetAsync(key, cancellationToken));
        return found is not var (resource, name)
            ? null
            : name is null ? resource : resource with { VirtualAddress = Set.Addresses.Suggest(handler, key, name) };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ConnectorOp>> PlanAsync(PlanRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (handler, resources) = Set.Resource(request.Address);
        var key = Set.Addresses.KeyOf(handler, request.Address);
        var ops = await AuthorCalls.RunAsync(
            $"Planning {request.Address}", () => resources.PlanAsync(key, request.Current, request.Desired, cancellationToken));
        return [.. ops.Select(op => new ConnectorOp(new OpDefinition(key.VirtualAddress, op).Write())
        {
            Message = op.Message,
            Kind = op.Kind,
            Irreversible = op.Irreversible,
            DestroysData = op.DestroysData,
            WritesOutputs = op.WritesOutputs,
            Needs = op.Needs,
        })];
    }

    /// <inheritdoc/>
    public Task<ExecuteResult> ExecuteAsync(ExecuteRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return outcomes.RunAsync(request.IdempotencyKey, request.Definition, async () =>
        {
            var (address, op) = OpDefinition.Parse(request.Definition);
            var (handler, resources) = Set.Resource(request.Address);

            // What is created again after its deletion is no longer what its physical address says.
            var place = op.Name == DerivedOps.Create ? address : request.Address;
            var key = Set.Addresses.KeyOf(handler, place);
            var executed = new ResourceKey(handler.Pattern, [.. key.Values])
            {
                VirtualAddress = key.VirtualAddress,
                IdempotencyKey = request.IdempotencyKey,
            };
            var outputs = await AuthorCalls.RunAsync(
                $"The operation `{op.Name}` of {key.VirtualAddress}", () => resources.ExecuteOpAsync(executed, op, cancellationToken));
            return new ExecuteResult { Outputs = outputs.Values, SensitiveOutputs = outputs.Sensitive, Message = op.Message };
        });
    }

    /// <inheritdoc/>
    public Task<PhysicalMapping> VirtualToPhysicalAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(Set.Find(address) is { } handler
            ? Set.Addresses.ToPhysical(handler, address)
            : new PhysicalMapping.Unmapped(address));

    /// <inheritdoc/>
    public Task<string?> PhysicalToVirtualAsync(string address, CancellationToken cancellationToken)
        => Task.FromResult(Set.Find(address) is { } handler ? Set.Addresses.ToVirtual(handler, address) : address);

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<Skeleton>> SkeletonsAsync(CancellationToken cancellationToken) => Task.FromResult(Set.Skeletons);

    /// <inheritdoc/>
    public Task<Docstring?> DocstringAsync(string address, DocIdent ident, CancellationToken cancellationToken)
        => Task.FromResult(Set.Find(address) is { } handler ? Documentation.Find(handler.Schema, ident) : null);

    /// <inheritdoc/>
    public async Task<bool> EqAsync(
        string address, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => Set.Find(address) is not { } handler ? left.Span.SequenceEqual(right.Span)
            : handler is IResourceHandler resources
                ? await AuthorCalls.RunAsync(
                    $"Comparing bodies of {address}",
                    () => resources.EqAsync(Set.Addresses.KeyOf(handler, address), left, right, cancellationToken))
                : handler.MeanTheSame(left, right);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BodyDiagnostic>> DiagAsync(
        string address, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        => AuthorCalls.RunAsync(
            $"Checking {address}",
            () => Task.FromResult(Set.Find(address) is { } handler ? handler.Diagnose(Set.Addresses.KeyOf(handler, address), body) : []));

    /// <inheritdoc/>
    public Task<TaskStep> RunTaskAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Set.Find(request.Address) is { } handler and ITaskHandler tasks
            ? AuthorCalls.RunAsync(
                $"The task {request.Address}", () => tasks.RunAsync(Set.Addresses.KeyOf(handler, request.Address), request, cancellationToken))
            : throw new UnimplementedMethodException("TaskExec");
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BundleChild>> UnbundleAsync(
        string address, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
        => Set.Find(address) is { } handler and IBundleHandler bundles
            ? AuthorCalls.RunAsync(
                $"Unbundling {address}", () => bundles.UnbundleAsync(Set.Addresses.KeyOf(handler, address), bundle, cancellationToken))
            : throw new UnimplementedMethodException("Unbundle");
}
