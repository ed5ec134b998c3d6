namespace Autoschematic.Sdk.Resources;

/// <summary>Serves one kind of resource: an author writes the calls of an API, and everything else is derived from them.</summary>
/// <typeparam name="TBody">What a body is: a record, text or bytes.</typeparam>
/// <param name="format">How bodies are read and written.</param>
/// <remarks>
/// `[Resource("…")]` on the handler or on the record says which addresses it serves. Calls come concurrently. Throw freely: the
/// user sees the causes and the line; a <see cref="ConnectorServiceException"/> says more precisely what went wrong.
/// </remarks>
public abstract partial class ResourceHandler<TBody>(BodyFormat<TBody> format) : AddressHandler<TBody>(format)
    where TBody : class
{
    /// <summary>What messages call such a resource; by default the name of the record, else of the handler, in words: `DnsZone` is a `dns zone`.</summary>
    protected virtual string Noun => Schema is TypeSchema.Record record ? Words.Of(record.Name) : Words.OfHandler(GetType());

    /// <summary>Yields the keys of all resources that exist; ids stand where files have names.</summary>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Keys, best page by page; see <see cref="AddressHandler.Key"/>.</returns>
    public abstract IAsyncEnumerable<ResourceKey> ListAsync(CancellationToken cancellationToken);

    /// <summary>Yields the keys of the resources below one of <see cref="ResourceConnector.SubpathsAsync"/>; more are allowed.</summary>
    /// <param name="subpath">The part that is listed.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>By default the keys of all resources.</returns>
    public virtual IAsyncEnumerable<ResourceKey> ListAsync(string subpath, CancellationToken cancellationToken) => ListAsync(cancellationToken);

    /// <summary>Reads a resource.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>Its body, or null when it does not exist.</returns>
    public abstract Task<TBody?> ReadAsync(ResourceKey key, CancellationToken cancellationToken);

    /// <summary>How many resources <see cref="ReadManyAsync"/> takes at once; with 1, as by default, it is not used.</summary>
    public virtual int ReadsAtOnce => 1;

    /// <summary>Reads several resources in one go: what is asked for while one batch is read makes up the next one.</summary>
    /// <param name="keys">Which ones.</param>
    /// <param name="cancellationToken">Does not end when one of several callers gives up.</param>
    /// <returns>
    /// Their bodies in the order of the keys, null for those that do not exist. When it throws, each is read by
    /// <see cref="ReadAsync"/>, so that one that cannot be read does not take the others along; only
    /// <see cref="ConnectorErrorCode.Unavailable"/> and <see cref="ConnectorErrorCode.RateLimited"/> go to all.
    /// </returns>
    public virtual async Task<IReadOnlyList<TBody?>> ReadManyAsync(IReadOnlyList<ResourceKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return await Task.WhenAll(keys.Select(key => ReadAsync(key, cancellationToken)));
    }

    /// <summary>Creates a resource.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="body">What it is to be.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop.</param>
    /// <returns>Its outputs; the id must be among them when the remote side picks it.</returns>
    public virtual Task<Outputs> CreateAsync(ResourceKey key, TBody body, CancellationToken cancellationToken)
        => throw new ConnectorServiceException($"{key.VirtualAddress} cannot be created by this connector");

    /// <summary>Changes a resource in place.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="before">What it was when the change was planned.</param>
    /// <param name="after">What it is to be.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop.</param>
    /// <returns>Outputs that changed.</returns>
    public virtual Task<Outputs> UpdateAsync(ResourceKey key, TBody before, TBody after, CancellationToken cancellationToken)
        => throw new ConnectorServiceException($"{key.VirtualAddress} cannot be changed by this connector");

    /// <summary>Deletes a resource; one that is gone already is no error.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="before">What it was when its deletion was planned.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public virtual Task DeleteAsync(ResourceKey key, TBody before, CancellationToken cancellationToken)
        => throw new ConnectorServiceException($"{key.VirtualAddress} cannot be deleted by this connector");

    /// <summary>The outputs of a resource that exists.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="body">What was read.</param>
    /// <returns>Outputs; by default its id, when the remote side picks it.</returns>
    public virtual Outputs OutputsOf(ResourceKey key, TBody body)
        => Declaration.Id is { } id ? new Outputs { [id] = key.Name } : Outputs.None;

    /// <summary>
    /// The addresses of resources that a body needs to exist, such as the role that owns a table. The same run creates and changes them
    /// before this one, and deletes them after it; parents need not be named, nor what bodies refer to.
    /// </summary>
    /// <param name="key">Which one.</param>
    /// <param name="body">What it is, or is to be.</param>
    /// <returns>Addresses, whether or not there are files for them; by default none.</returns>
    public virtual IEnumerable<string> NeedsOf(ResourceKey key, TBody body) => [];

    /// <summary>The name that the file of a resource with an id should have when it is imported for the first time.</summary>
    /// <param name="key">Which one; its last value is the id.</param>
    /// <param name="body">What was read.</param>
    /// <returns>A name that stands for the last placeholder, or null, as by default: then the id stands there. An empty one is an error.</returns>
    public virtual string? NameOf(ResourceKey key, TBody body) => null;

    /// <summary>Says whether two bodies mean the same.</summary>
    /// <param name="key">The resource of both.</param>
    /// <param name="left">One body.</param>
    /// <param name="right">The other body.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>By default, whether their values are equal; formatting, comments, computed fields and the order of what has none do not count.</returns>
    public virtual ValueTask<bool> EqualAsync(ResourceKey key, TBody left, TBody right, CancellationToken cancellationToken)
        => new(Format.Normalize(left) == Format.Normalize(right));

    /// <summary>Finds the operations that take one body to another; it is not called for bodies that mean the same.</summary>
    /// <param name="key">Which resource.</param>
    /// <param name="before">What it is; null when it does not exist.</param>
    /// <param name="after">What it is to be; null when it is to be deleted.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>
    /// Operations in their order. By default one of <see cref="CreateOp"/>, <see cref="UpdateOp"/> and <see cref="DeleteOp"/>, or two
    /// when a field that changed can only be replaced. Any others come to <see cref="ExecuteAsync"/>.
    /// </returns>
    public virtual Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, TBody? before, TBody? after, CancellationToken cancellationToken)
        => Task.FromResult(DerivePlan(key, before, after));

    /// <summary>Finds what is left to do for a resource whose body is as wanted.</summary>
    /// <param name="key">Which resource.</param>
    /// <param name="body">What it is to be, and is.</param>
    /// <param name="cancellationToken">Ends when the host gives the call up.</param>
    /// <returns>
    /// By default nothing, and nothing else is right for what a body can say. It is for what none can: a change that was made and
    /// interrupted before all that belongs to it was done. The operations come to <see cref="ExecuteAsync"/>.
    /// </returns>
    public virtual Task<IReadOnlyList<ResourceOp>> PlanUnchangedAsync(ResourceKey key, TBody body, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlyList<ResourceOp>>([]);

    /// <summary>Executes an operation that <see cref="PlanAsync"/> made by <see cref="ResourceOp.Of"/>.</summary>
    /// <param name="key">Which resource.</param>
    /// <param name="op">The operation.</param>
    /// <param name="cancellationToken">Ends when the connector has to stop.</param>
    /// <returns>Outputs that changed.</returns>
    public virtual Task<Outputs> ExecuteAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(op);
        throw new ConnectorServiceException($"This connector has no operation `{op.Name}`; plan again");
    }

    /// <summary>The operation that calls <see cref="CreateAsync"/>.</summary>
    /// <param name="key">Which resource.</param>
    /// <param name="after">What it is to be.</param>
    /// <returns>The operation; its message can be changed by `with`.</returns>
    public ResourceOp CreateOp(ResourceKey key, TBody after)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(DerivedOps.Create)
        {
            Kind = OpKind.Create,
            Message = $"Create {NameFor(key)}",
            After = Format.Write(after),
            WritesOutputs = [.. OutputNames],
        };
    }

    /// <summary>The operation that calls <see cref="UpdateAsync"/>.</summary>
    /// <param name="key">Which resource.</param>
    /// <param name="before">What it is.</param>
    /// <param name="after">What it is to be.</param>
    /// <returns>The operation; its message names every field that changes, and can be changed by `with`.</returns>
    public ResourceOp UpdateOp(ResourceKey key, TBody before, TBody after)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(DerivedOps.Update)
        {
            Kind = OpKind.Update,
            Message = ChangeMessages.Of($"Update {NameFor(key)}", Changes(before, after)),
            Before = Format.Write(before),
            After = Format.Write(after),
            WritesOutputs = Declaration.Outputs,
        };
    }

    /// <summary>The operation that calls <see cref="DeleteAsync"/>.</summary>
    /// <param name="key">Which resource.</param>
    /// <param name="before">What it is.</param>
    /// <returns>The operation; its message can be changed by `with`.</returns>
    public ResourceOp DeleteOp(ResourceKey key, TBody before)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(DerivedOps.Delete)
        {
            Kind = OpKind.Delete,
            Message = $"Delete {NameFor(key)}",
            Before = Format.Write(before),
        };
    }
}
