using System.Text;
using Autoschematic.Sdk;
using Autoschematic.TestConnector.Kinds;

namespace Autoschematic.TestConnector;

/// <summary>What the cloud says of itself: skeletons, docs and declared kinds.</summary>
internal static class CloudDocs
{
    public static IReadOnlyList<Skeleton> Skeletons { get; } =
        [.. CloudKind.All.Select(kind => new Skeleton(kind.Template, Encoding.UTF8.GetBytes(kind.Example)))];

    public static IReadOnlyList<ResourceKind> Kinds { get; } =
    [
        .. CloudKind.All.Where(kind => kind is { Parent: null, Bits: FilterBits.Resource }).Select(kind => new ResourceKind(kind.Template, kind.Bits)
        {
            Mapping = kind.IsMapped ? AddressMapping.ByOutput : AddressMapping.None,
            MappingOutput = kind.IsMapped ? kind.IdOutput : null,
            Equality = kind.Extension == "txt" ? BodyEquality.Bytes : BodyEquality.Structural,
        }),
    ];

    public static Docstring? Of(DocIdent ident)
        => ident switch
        {
            DocIdent.Struct { Name: "Net" } => new Docstring("Net", "A network.", ["cidr"]),
            DocIdent.Field { Parent: "Net", Name: "cidr" } => new Docstring("String", "The addresses of the network.", []),
            _ => null,
        };
}
