using System.Runtime.ExceptionServices;

namespace Autoschematic.Sdk.Resources;

/// <content>What is derived from the author's methods.</content>
public abstract partial class ResourceHandler<TBody> : IResourceHandler
{
    private readonly Lock gate = new();
    private BatchReader<ResourceKey, (TBody? Body, Exception? Error)>? batches;

    internal sealed override FilterBits Bits => FilterBits.Resource;

    private IEnumerable<string> OutputNames => Declaration.Id is { } id ? [id, .. Declaration.Outputs] : Declaration.Outputs;

    async Task<(RemoteResource Resource, string? Name)?> IResourceHandler.GetAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        if (await ReadOrNullAsync(key, cancellationToken) is not { } body)
        {
            return null;
        }

        var outputs = OutputsOf(key, body);
        return (
            new RemoteResource(Format.Write(body)) { Outputs = outputs.Present, SensitiveOutputs = outputs.Sensitive },
            Declaration.Id is null ? null : CheckedName(key, body));
    }

    async Task<IReadOnlyList<ResourceOp>> IResourceHandler.PlanAsync(
        ResourceKey key, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken)
    {
        var before = current is { } left ? Read(key, left, isWanted: false) : null;
        var after = desired is { } right ? Read(key, right) : null;
        if (before is null && after is null)
        {
            return [];
        }

        try
        {
            var ops = before is not null && after is not null && await EqualAsync(key, before, after, cancellationToken)
                ? await PlanUnchangedAsync(key, after, cancellationToken)
                : await PlanAsync(key, before, after, cancellationToken);
            var needs = new[] { before, after }.OfType<TBody>().SelectMany(body => NeedsOf(key, body)).ToList();
            return [.. ops.Select(op => op with { Needs = [.. op.Needs.Concat(needs).Distinct(StringComparer.Ordinal)] })];
        }
        catch (BodyException refusal)
        {
            var source = new BodySource(desired ?? current!.Value, Format.Syntax);
            throw BodyDiagnostics.Error(key.VirtualAddress, BodyDiagnostics.Of(source, new BodyProblem(refusal.Path, refusal.Message)));
        }
    }

    async Task<Outputs> IResourceHandler.ExecuteOpAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken)
        => op switch
        {
            { Name: DerivedOps.Create, After: { } after } => Checked(key, await CreateAsync(key, Read(key, after), cancellationToken)),
            { Name: DerivedOps.Update, Before: { } before, After: { } after }
                => await UpdateAsync(key, Read(key, before, isWanted: false), Read(key, after), cancellationToken),
            { Name: DerivedOps.Delete, Before: { } before } => await DeleteOrFindGoneAsync(key, Read(key, before, isWanted: false), cancellationToken),
            _ => await ExecuteAsync(key, op, cancellationToken),
        };

    async Task<bool> IResourceHandler.EqAsync(
        ResourceKey key, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken)
        => left.Span.SequenceEqual(right.Span)
            || (Format.TryRead(new(left, Format.Syntax), [], out var before) && Format.TryRead(new(right, Format.Syntax), [], out var after)
                ? await EqualAsync(key, before, after, cancellationToken)
                : MeanTheSame(left, right));

    private IReadOnlyList<FieldChange> Changes(TBody before, TBody after)
        => FieldDifferences.Between(Format.Normalize(before), Format.Normalize(after), Format.Schema);

    private IReadOnlyList<ResourceOp> DerivePlan(ResourceKey key, TBody? before, TBody? after)
    {
        if (before is null || after is null)
        {
            return after is not null ? [CreateOp(key, after)] : before is not null ? [DeleteOp(key, before)] : [];
        }

        var changes = Changes(before, after);
        if (changes.FirstOrDefault(change => change.IsImmutable) is { } refused)
        {
            throw new BodyException(
                refused.Path, $"`{refused.Path}` cannot change once the resource exists; {ChangeMessages.Of(refused)} needs a new resource");
        }

        var replaced = changes.Where(change => change.IsReplaced).ToList();
        if (replaced.Count == 0)
        {
            return [UpdateOp(key, before, after)];
        }

        var fields = string.Join(", ", replaced.Select(change => $"`{change.Path}`"));
        return
        [
            DeleteOp(key, before) with { Message = $"Delete {NameFor(key)}, to create it again: {fields} cannot be changed in place" },
            CreateOp(key, after) with { Message = ChangeMessages.Of($"Create {NameFor(key)} again", changes) },
        ];
    }

    private async Task<TBody?> ReadOrNullAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        try
        {
            return ReadsAtOnce > 1 ? await ReadInBatchAsync(key, cancellationToken) : await ReadAsync(key, cancellationToken);
        }
        catch (ConnectorServiceException gone) when (gone.Code == ConnectorErrorCode.NotFound)
        {
            return null;
        }
    }

    private async Task<TBody?> ReadInBatchAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        BatchReader<ResourceKey, (TBody? Body, Exception? Error)> reader;
        lock (gate)
        {
            reader = batches ??= new(ReadsAtOnce, ReadBatchAsync);
        }

        var (body, error) = await reader.ReadAsync(key, cancellationToken);
        if (error is not null)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return body;
    }

    private async Task<IReadOnlyList<(TBody? Body, Exception? Error)>> ReadBatchAsync(
        IReadOnlyList<ResourceKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await ReadManyAsync(keys, cancellationToken)).Select(body => (body, default(Exception)))];
        }
        catch (Exception error) when (error is not ConnectorServiceException
            {
                Code: ConnectorErrorCode.Unavailable or ConnectorErrorCode.RateLimited,
            })
        {
            return await Task.WhenAll(keys.Select(key => ReadAloneAsync(key, cancellationToken)));
        }
    }

    private async Task<(TBody? Body, Exception? Error)> ReadAloneAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(key, cancellationToken), null);
        }
        catch (Exception error)
        {
            return (null, error);
        }
    }

    private async Task<Outputs> DeleteOrFindGoneAsync(ResourceKey key, TBody before, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteAsync(key, before, cancellationToken);
        }
        catch (ConnectorServiceException gone) when (gone.Code == ConnectorErrorCode.NotFound)
        {
            // What was to be done is done.
        }

        var outputs = new Outputs();
        foreach (var name in OutputNames)
        {
            outputs[name] = null;
        }

        return outputs;
    }

    // The plan shows the address; in front of every message it would leave no room for the rest.
    private string NameFor(ResourceKey key) => key.FileName is { Length: > 0 } name ? $"{Noun} `{name}`" : Noun;

    private string? CheckedName(ResourceKey key, TBody body)
        => NameOf(key, body) is not "" and var name
            ? name
            : throw new InvalidOperationException(
                $"`{GetType().Name}.NameOf` gave an empty name for {key.Address}; null names the file by the id");

    private Outputs Checked(ResourceKey key, Outputs outputs)
        => Declaration.Id is not { } id || outputs[id] is { Length: > 0 }
            ? outputs
            : throw new InvalidOperationException($"`{GetType().Name}.CreateAsync` made {key.VirtualAddress} and did not return its output `{id}`");
}
