using Google.Protobuf;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Sdk.Hosting;

/// <summary>Requests of the wire as what connectors are called with.</summary>
internal static class RequestMessages
{
    public static PlanRequest Plan(Wire.PlanRequest request)
        => new(
            request.Addr,
            Side(request.HasCurrent, request.Current),
            Side(request.HasDesired, request.Desired));

    public static DocIdent? Ident(Wire.DocIdent? ident)
        => ident?.IdentCase switch
        {
            Wire.DocIdent.IdentOneofCase.Struct => new DocIdent.Struct(ident.Struct.Name),
            Wire.DocIdent.IdentOneofCase.Field => new DocIdent.Field(ident.Field.Parent, ident.Field.Name),
            Wire.DocIdent.IdentOneofCase.EnumVariant => new DocIdent.EnumVariant(ident.EnumVariant.Parent, ident.EnumVariant.Name),
            _ => null,
        };

    public static TaskRequest Task(Wire.TaskExecRequest request)
        => new(request.Addr, request.Body.Memory, request.Arg.Memory, Side(flag: false, request.State));

    // An older host sends no flags and means presence by bytes. A bare `null` would here convert to empty memory.
    private static ReadOnlyMemory<byte>? Side(bool flag, ByteString bytes)
        => flag || !bytes.IsEmpty ? bytes.Memory : default(ReadOnlyMemory<byte>?);
}
