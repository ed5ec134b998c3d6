using Autoschematic.Files.Hosts;
using Autoschematic.Files.Paths;
using Autoschematic.Sdk.Resources;

namespace Autoschematic.Files.Resources;

/// <summary>A host and a path on it, and where the repository speaks of it.</summary>
internal sealed record Place(ManagedHost Host, string Path)
{
    public string ContentAddress => $"{SubpathOf(Host.Name)}/tree{Path}";

    public string AttributesAddress => $"{SubpathOf(Host.Name)}/attributes{Path}.ron";

    /// <summary>For messages.</summary>
    public string Words => $"{Path} on {Host.Name}";

    public static Place Of(HostSet hosts, ResourceKey key)
    {
        var place = new Place(hosts.Find(key["host"]), $"/{key["path"]}");
        place.Host.RootOf(place.Path);
        return place;
    }

    public static string SubpathOf(string host) => $"files/{host}";

    /// <summary>Whether a skeleton can be used without another file: attributes need the content they are of.</summary>
    public static bool StandsAlone(string skeleton)
        => skeleton.StartsWith("files/[host]/tree/", StringComparison.Ordinal) || skeleton.StartsWith("files/[host]/directories/", StringComparison.Ordinal);

    /// <summary>The address of a skeleton in the first root of a host.</summary>
    public static string SkeletonAddress(string skeleton, ManagedHost host)
        => skeleton.Replace("[host]", host.Name, StringComparison.Ordinal).Replace("[path]", $"{host.Roots[0].Path[1..]}/[path]", StringComparison.Ordinal);

    /// <summary>The hosts that a subpath means: one, or all when it is none of a host.</summary>
    public static IEnumerable<ManagedHost> HostsOf(HostSet hosts, string subpath)
        => (subpath.Split('/') is ["files", { Length: > 0 } name, ..] && hosts.Names.Contains(name) ? [name] : hosts.Names).Select(hosts.Find);

    /// <summary>What the rules say of the path.</summary>
    public Attributes Rules(bool isDirectory) => Host.AttributesOf(Path, isDirectory);
}
