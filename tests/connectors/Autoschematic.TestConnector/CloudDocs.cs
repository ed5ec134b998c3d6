using System.Text;
using Autoschematic.Sdk;

namespace Autoschematic.TestConnector;

/// <summary>What the cloud says of itself: skeletons, docs and declared kinds.</summary>
internal static class CloudDocs
{
    public static IReadOnlyList<Skeleton> Skeletons { get; } =
    [
        Skeleton("net/[name].ron", "Net(cidr: \"10.0.0.0/24\")\n"),
        Skeleton("vm/[name].json", "{\n  \"size\": 1,\n  \"net\": \"out://net/main.ron[net_id]\"\n}\n"),
        Skeleton("vm/[name]/disk/[disk].json", "{\n  \"gb\": 10\n}\n"),
        Skeleton("stack/[name].bundle.json", "{\n  \"children\": {}\n}\n"),
        Skeleton("task/[name].ron", "Task(steps: 1)\n"),
    ];

    public static IReadOnlyList<ResourceKind> Kinds { get; } =
    [
        new ResourceKind("net/[name].ron", FilterBits.Resource) { Mapping = AddressMapping.None, Equality = BodyEquality.Structural },
        new ResourceKind("vm/[name].json", FilterBits.Resource)
        {
            Mapping = AddressMapping.ByOutput,
            MappingOutput = "vm_id",
            Equality = BodyEquality.Structural,
        },
    ];

    public static Docstring? Of(DocIdent ident)
        => ident switch
        {
            DocIdent.Struct { Name: "Net" } => new Docstring("Net", "A network.", ["cidr"]),
            DocIdent.Field { Parent: "Net", Name: "cidr" } => new Docstring("String", "The addresses of the network.", []),
            _ => null,
        };

    private static Skeleton Skeleton(string address, string body) => new(address, Encoding.UTF8.GetBytes(body));
}
