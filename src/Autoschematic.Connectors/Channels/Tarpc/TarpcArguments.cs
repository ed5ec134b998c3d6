using System.Diagnostics;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Channels.Tarpc;

/// <summary>Writes the arguments that are more than strings and bytes.</summary>
internal static class TarpcArguments
{
    public static void Ident(BincodeWriter writer, DocIdent ident)
    {
        switch (ident)
        {
            case DocIdent.Struct structure:
                writer.Variant(0);
                writer.String(structure.Name);
                break;
            case DocIdent.EnumVariant variant:
                writer.Variant(1);
                writer.String(variant.Parent);
                writer.String(variant.Name);
                break;
            case DocIdent.Field field:
                writer.Variant(2);
                writer.String(field.Parent);
                writer.String(field.Name);
                break;
            default:
                throw new UnreachableException(ident.GetType().Name);
        }
    }
}
