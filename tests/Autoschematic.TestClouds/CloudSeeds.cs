using System.Globalization;

namespace Autoschematic.TestClouds;

/// <summary>Many objects to begin with.</summary>
public static class CloudSeeds
{
    private const int OfOneNetwork = 10;

    /// <summary>
    /// That many objects of every kind, in groups of ten: a network, four subnets of it, three databases that name the network
    /// by its id, a plain network and a note. The same number gives the same objects.
    /// </summary>
    public static IEnumerable<CloudObject> Mixed(int count) => Enumerable.Range(0, count).Select(Make);

    private static CloudObject Make(int index)
    {
        var group = index / OfOneNetwork;
        var network = Id("network", group);
        return (index % OfOneNetwork) switch
        {
            0 => new($"networks/{network}.ron", $"Network(cidr: \"10.{group % 256}.0.0/16\", tags: {{\"group\": \"{group}\", \"team\": \"core\"}})\n", $"main{group}"),
            <= 4 => new(
                $"networks/{network}/subnets/{Id("subnet", index)}.ron",
                $"Subnet(cidr: \"10.{group % 256}.{index % OfOneNetwork}.0/24\", label: \"{index}\")\n",
                $"zone{index % OfOneNetwork}"),
            <= 7 => new(
                $"databases/{Id("database", index)}.json",
                $"{{\n  \"gb\": {index % OfOneNetwork},\n  \"label\": \"{index}\",\n  \"network\": \"{network}\"\n}}\n",
                $"data{index}"),
            8 => new($"net/plain{group}.ron", $"Net(cidr: \"172.16.{group % 256}.0/24\")\n"),
            _ => new($"notes/note{group}.txt", $"Note {group}\nabout network {group}\n"),
        };
    }

    private static string Id(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}-s{index:x6}");
}
