using Autoschematic.Model.Connectors;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>Get, Unbundle and GetSkeletons: bodies that a connector sends.</summary>
internal static class ResourceAdapter
{
    public static RemoteResource? FromWire(Proto.GetResponse response)
        => response.Exists
            ? new(
                response.ResourceDefinition.Memory,
                Wire.OptionalText(response.VirtAddr),
                new SortedDictionary<string, string>(response.Outputs, StringComparer.Ordinal),
                Wire.Names(response.SensitiveOutputs))
            : null;

    public static IReadOnlyList<BundleChild> FromWire(Proto.UnbundleResponse response)
        => [.. response.Bundles.Select(static child => new BundleChild(child.Addr, child.Contents.Memory))];

    public static IReadOnlyList<Skeleton> FromWire(Proto.GetSkeletonsResponse response)
        => [.. response.Skeletons.Select(static skeleton => new Skeleton(skeleton.Addr, skeleton.Body.Memory))];
}
