using System.Runtime.CompilerServices;
using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Files.Resources;

/// <summary>Serves one thing that can be said of paths of hosts.</summary>
internal abstract class PathHandler<TBody>(HostSet hosts, BodyFormat<TBody> format) : ResourceHandler<TBody>(format)
    where TBody : class
{
    public sealed override IAsyncEnumerable<ResourceKey> ListAsync(CancellationToken cancellationToken) => ListAsync("", cancellationToken);

    public sealed override async IAsyncEnumerable<ResourceKey> ListAsync(
        string subpath, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var host in Place.HostsOf(hosts, subpath))
        {
            foreach (var path in PathsOf(host, await HostListing.ReadAsync(host, cancellationToken)))
            {
                // Names that are not UTF-8 can stand in no address.
                if (!path.Contains('\uFFFD', StringComparison.Ordinal))
                {
                    yield return Key(host.Name, path[1..]);
                }
            }
        }
    }

    protected abstract IEnumerable<string> PathsOf(ManagedHost host, HostListing listing);

    protected Place PlaceOf(ResourceKey key) => Place.Of(hosts, key);

    /// <summary>Whether attributes of a path mean the same: what they leave open is as the rules say, where there are any.</summary>
    protected bool AreEqual(ResourceKey key, Attributes left, Attributes right, bool isDirectory)
        => left == right
            || (hosts.Names.Contains(key["host"]) && hosts.Find(key["host"]).FindRules($"/{key["path"]}", isDirectory) is { } rules
                && left.Over(rules) == right.Over(rules));
}
