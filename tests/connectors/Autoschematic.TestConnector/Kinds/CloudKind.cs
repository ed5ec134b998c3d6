using Autoschematic.Sdk;

namespace Autoschematic.TestConnector.Kinds;

/// <summary>A kind of object; all that distinguishes one from another.</summary>
/// <param name="Collection">The folder that its objects stand in.</param>
/// <param name="Extension">The end of their names.</param>
internal sealed record CloudKind(string Collection, string Extension)
{
    public static CloudKind Net { get; } = new("net", "ron") { IdOutput = "net_id", Example = "Net(cidr: \"10.0.0.0/24\")\n" };

    public static CloudKind Vm { get; } = new("vm", "json")
    {
        IdOutput = "vm_id",
        IdPrefix = "vm",
        Uses = ("net", Net),
        Example = "{\n  \"size\": 1,\n  \"net\": \"out://net/main.ron[net_id]\"\n}\n",
    };

    public static CloudKind Network { get; } = new("networks", "ron")
    {
        IdOutput = "id",
        IdPrefix = "network",
        Example = "Network(cidr: \"10.0.0.0/16\", tags: {\"team\": \"core\"})\n",
    };

    public static IReadOnlyList<CloudKind> All { get; } =
    [
        Net,
        Vm,
        new("disk", "json") { Parent = Vm, Example = "{\n  \"gb\": 10\n}\n" },
        Network,
        new("subnets", "ron") { Parent = Network, IdOutput = "id", IdPrefix = "subnet", Example = "Subnet(cidr: \"10.0.1.0/24\")\n" },
        new("databases", "json")
        {
            IdOutput = "id",
            IdPrefix = "database",
            HasPassword = true,
            Uses = ("network", Network),
            Example = "{\n  \"gb\": 10,\n  \"network\": \"out://networks/main.ron[id]\"\n}\n",
        },
        new("notes", "txt") { Example = "A note\n" },
        new("stack", "bundle.json") { Bits = FilterBits.Bundle, Example = "{\n  \"children\": {}\n}\n" },
        new("task", "ron") { Bits = FilterBits.Task, Example = "Task(steps: 1)\n" },
    ];

    public FilterBits Bits { get; init; } = FilterBits.Resource;

    /// <summary>The kind whose objects own these.</summary>
    public CloudKind? Parent { get; init; }

    /// <summary>The output that holds the id.</summary>
    public string? IdOutput { get; init; }

    /// <summary>How ids begin that the cloud gives out; null when names serve as ids.</summary>
    public string? IdPrefix { get; init; }

    /// <summary>Whether there are more outputs, one of them a secret.</summary>
    public bool HasPassword { get; init; }

    /// <summary>A field of JSON bodies that names an object of another kind.</summary>
    public (string Field, CloudKind Kind)? Uses { get; init; }

    /// <summary>A body to begin with.</summary>
    public required string Example { get; init; }

    /// <summary>Whether ids take the place of names in physical addresses.</summary>
    public bool IsMapped => IdPrefix is not null;

    /// <summary>Its addresses with `[placeholders]`.</summary>
    public string Template => Parent is null ? $"{Collection}/[name].{Extension}" : $"{Parent.Collection}/[owner]/{Collection}/[name].{Extension}";

    /// <summary>The id of an object as bodies and outputs say it.</summary>
    public string IdOf(string name) => IsMapped ? name : $"{Collection}-{name}";

    /// <summary>The name behind an id, which may be the name itself.</summary>
    public string NameOf(string id)
        => !IsMapped && id.StartsWith($"{Collection}-", StringComparison.Ordinal) ? id[(Collection.Length + 1)..] : id;
}
