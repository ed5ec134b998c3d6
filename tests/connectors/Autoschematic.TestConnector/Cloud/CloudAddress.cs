using System.Text.RegularExpressions;

namespace Autoschematic.TestConnector.Cloud;

/// <summary>What an address stands for; machines and disks have the same form virtually and physically.</summary>
internal abstract partial record CloudAddress
{
    private CloudAddress()
    {
    }

    public sealed record Config : CloudAddress;

    public sealed record Net(string Name) : CloudAddress;

    /// <summary>A machine, by its name or by its id.</summary>
    public sealed record Vm(string Name) : CloudAddress;

    /// <summary>A disk of a machine, which stands there by its name or by its id.</summary>
    public sealed record Disk(string Owner, string Name) : CloudAddress;

    public sealed record Stack(string Name) : CloudAddress;

    public sealed record Job(string Name) : CloudAddress;

    public static CloudAddress? TryParse(string address)
    {
        if (address == "testcloud.ron")
        {
            return new Config();
        }

        if (DiskPattern().Match(address) is { Success: true } disk)
        {
            return new Disk(disk.Groups[1].Value, disk.Groups[2].Value);
        }

        return SimplePattern().Match(address) is { Success: true } simple
            ? (simple.Groups[1].Value, simple.Groups[3].Value) switch
            {
                ("net", "ron") => new Net(simple.Groups[2].Value),
                ("vm", "json") => new Vm(simple.Groups[2].Value),
                ("stack", "bundle.json") => new Stack(simple.Groups[2].Value),
                ("task", "ron") => new Job(simple.Groups[2].Value),
                _ => null,
            }
            : null;
    }

    public static string OfVm(string name) => $"vm/{name}.json";

    public static string OfDisk(string vm, string disk) => $"vm/{vm}/disk/{disk}.json";

    [GeneratedRegex(@"^vm/([^/]+)/disk/([^/]+)\.json$")]
    private static partial Regex DiskPattern();

    [GeneratedRegex(@"^(net|vm|stack|task)/([^/]+?)\.(ron|bundle\.json|json)$")]
    private static partial Regex SimplePattern();
}
