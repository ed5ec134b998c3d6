namespace Autoschematic.Sdk.Resources;

/// <summary>A handler of resources, whatever its bodies are.</summary>
internal interface IResourceHandler
{
    IAsyncEnumerable<ResourceKey> ListAsync(string subpath, CancellationToken cancellationToken);

    /// <summary>The resource, and the name that its file should have; null when there is none.</summary>
    Task<(RemoteResource Resource, string? Name)?> GetAsync(ResourceKey key, CancellationToken cancellationToken);

    Task<IReadOnlyList<ResourceOp>> PlanAsync(
        ResourceKey key, ReadOnlyMemory<byte>? current, ReadOnlyMemory<byte>? desired, CancellationToken cancellationToken);

    Task<Outputs> ExecuteOpAsync(ResourceKey key, ResourceOp op, CancellationToken cancellationToken);

    Task<bool> EqAsync(ResourceKey key, ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right, CancellationToken cancellationToken);
}
