using System.Runtime.CompilerServices;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector;

/// <summary>Keeps bodies in the store as their files hold them.</summary>
internal abstract class StoredHandler<TBody>(Store store, string kind, BodyFormat<TBody> format) : ResourceHandler<TBody>(format)
    where TBody : class
{
    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in store.Names(kind))
        {
            await Task.Yield();
            yield return Key(name);
        }
    }

    public override Task<TBody?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => Task.FromResult(store.Read(kind, key.Name) is { } content ? Format.Parse(content) : null);

    public override Task<Outputs> CreateAsync(ResourceKey key, TBody body, CancellationToken cancellationToken)
    {
        store.Write(kind, key.Name, Format.Write(body));
        return Task.FromResult(Outputs.None);
    }

    public override Task<Outputs> UpdateAsync(ResourceKey key, TBody before, TBody after, CancellationToken cancellationToken)
        => CreateAsync(key, after, cancellationToken);

    public override Task DeleteAsync(ResourceKey key, TBody before, CancellationToken cancellationToken)
    {
        store.Delete(kind, key.Name);
        return Task.CompletedTask;
    }
}
