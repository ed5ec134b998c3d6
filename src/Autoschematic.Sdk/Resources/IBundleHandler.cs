namespace Autoschematic.Sdk.Resources;

/// <summary>A handler of bundles, whatever their bodies are.</summary>
internal interface IBundleHandler
{
    Task<IReadOnlyList<BundleChild>> UnbundleAsync(ResourceKey key, ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken);
}
