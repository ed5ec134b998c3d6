using Autoschematic.Model.Connectors;
using Google.Protobuf;
using Grpc.Core;
using Proto = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Adapters;

/// <summary>The error detail that a connector may send along with a status.</summary>
internal static class ErrorAdapter
{
    public const string Trailer = "autoschematic-error-bin";

    /// <summary>The detail, or null when there is none or it cannot be read.</summary>
    public static Proto.ErrorDetail? DetailOf(RpcException error)
    {
        if (error.Trailers.FirstOrDefault(static entry => entry.Key == Trailer && entry.IsBinary) is not { } entry)
        {
            return null;
        }

        try
        {
            return Proto.ErrorDetail.Parser.ParseFrom(entry.ValueBytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    public static ConnectorErrorCode CodeOf(Proto.ErrorDetail detail)
        => Enum.IsDefined((ConnectorErrorCode)(int)detail.Code)
            ? (ConnectorErrorCode)(int)detail.Code
            : ConnectorErrorCode.Unspecified;
}
