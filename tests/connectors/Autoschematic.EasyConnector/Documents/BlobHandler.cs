using System.Runtime.CompilerServices;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector;

/// <summary>Files as they are, in whatever folders.</summary>
[Resource("blobs/[path...]")]
internal sealed class BlobHandler(Store store) : ResourceHandler<byte[]>(BodyFormat.Bytes)
{
    private const string Kind = "blobs";

    public override async IAsyncEnumerable<ResourceKey> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var path in store.Names(Kind))
        {
            await Task.Yield();
            yield return Key(path);
        }
    }

    public override Task<byte[]?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => Task.FromResult(store.Read(Kind, key.Name));

    public override Task<Outputs> CreateAsync(ResourceKey key, byte[] body, CancellationToken cancellationToken)
    {
        store.Write(Kind, key.Name, body);
        return Task.FromResult(Outputs.None);
    }

    public override Task<Outputs> UpdateAsync(ResourceKey key, byte[] before, byte[] after, CancellationToken cancellationToken)
        => CreateAsync(key, after, cancellationToken);

    public override Task DeleteAsync(ResourceKey key, byte[] before, CancellationToken cancellationToken)
    {
        store.Delete(Kind, key.Name);
        return Task.CompletedTask;
    }
}
