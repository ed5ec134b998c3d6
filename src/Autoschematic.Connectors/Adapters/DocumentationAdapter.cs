using System.Diagnostics;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>GetDocstring.</summary>
internal static class DocumentationAdapter
{
    public static Proto.GetDocRequest ToWire(Address address, DocIdent ident)
        => new() { Addr = address.Text, Ident = ToWire(ident) };

    public static Docstring? FromWire(Proto.GetDocResponse response)
        => response.HasDoc ? new(response.Type, response.Markdown, [.. response.Fields]) : null;

    private static Proto.DocIdent ToWire(DocIdent ident) => ident switch
    {
        DocIdent.Struct item => new() { Struct = new() { Name = item.Name } },
        DocIdent.Field item => new() { Field = new() { Parent = item.Parent, Name = item.Name } },
        DocIdent.EnumVariant item => new() { EnumVariant = new() { Parent = item.Parent, Name = item.Name } },
        _ => throw new UnreachableException(ident.GetType().Name),
    };
}
