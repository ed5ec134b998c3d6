using Autoschematic.Sdk.Resources;

namespace Autoschematic.EasyConnector.Documents;

/// <summary>Files as they are, in whatever folders, many read at once.</summary>
[Resource("blobs/[path...]")]
internal sealed class BlobHandler(Store store) : StoredHandler<byte[]>(store, "blobs", BodyFormat.Bytes)
{
    private readonly Store store = store;

    public override int ReadsAtOnce => 64;

    public override Task<byte[]?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
        => key.Name.EndsWith(".locked", StringComparison.Ordinal)
            ? throw new UnauthorizedAccessException($"{key.Name} is locked")
            : base.ReadAsync(key, cancellationToken);

    public override Task<IReadOnlyList<byte[]?>> ReadManyAsync(IReadOnlyList<ResourceKey> keys, CancellationToken cancellationToken)
    {
        store.Note($"read {keys.Count} blobs");
        return base.ReadManyAsync(keys, cancellationToken);
    }
}
