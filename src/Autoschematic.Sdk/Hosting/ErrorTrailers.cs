using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Sdk.Hosting;

/// <summary>Turns what a connector throws into what the host reads.</summary>
internal static class ErrorTrailers
{
    public const string Name = "autoschematic-error-bin";

    // Trailers travel in one header block, which clients bound; longer texts belong into the log.
    private const int MaxMessage = 8000;
    private const int MaxStatus = 4000;
    private const int MaxCause = 500;

    public static RpcException ToRpc(Exception error)
    {
        var detail = ToDetail(error);
        var status = new Status(StatusOf(error), Cut(Describe(detail), MaxStatus));
        return new RpcException(status, new Metadata { { Name, detail.ToByteArray() } });
    }

    public static Wire.ErrorDetail ToDetail(Exception error)
    {
        var detail = new Wire.ErrorDetail { Message = Cut(MessageOf(error), MaxMessage) };
        detail.Causes.AddRange(CauseChain.Of(error).Skip(1).Select(cause => Cut(MessageOf(cause), MaxCause)));
        if (error is ConnectorServiceException known)
        {
            detail.Code = (Wire.ErrorCode)known.Code;
            detail.RetrySafe = known.RetrySafe;
            detail.RetryAfterMs = (ulong)Math.Max(0, known.RetryAfter?.TotalMilliseconds ?? 0);
            detail.Span = known.Span is { } span ? ResponseMessages.Span(span) : null;
        }

        return detail;
    }

    private static StatusCode StatusOf(Exception error)
        => error switch
        {
            ConnectorServiceException known => StatusOf(known.Code),
            _ => StatusCode.Internal,
        };

    // `Unavailable`, `ResourceExhausted` and `DeadlineExceeded` are what the transport itself reports of broken
    // connections, messages that are too large and time that passed; a connector's own error must not look like one.
    private static StatusCode StatusOf(ConnectorErrorCode code)
        => code switch
        {
            ConnectorErrorCode.InvalidAddress or ConnectorErrorCode.InvalidBody => StatusCode.InvalidArgument,
            ConnectorErrorCode.Auth => StatusCode.Unauthenticated,
            ConnectorErrorCode.NotFound => StatusCode.NotFound,
            ConnectorErrorCode.Conflict => StatusCode.Aborted,
            _ => StatusCode.Internal,
        };

    /// <summary>The whole error as text, for hosts that read no trailers.</summary>
    private static string Describe(Wire.ErrorDetail detail)
    {
        var text = new StringBuilder(detail.Message);
        foreach (var cause in detail.Causes)
        {
            text.Append("\ncaused by: ").Append(cause);
        }

        return text.ToString();
    }

    // Some exceptions are thrown without a message; their type is then all there is to say.
    private static string MessageOf(Exception error)
        => string.IsNullOrWhiteSpace(error.Message) ? error.GetType().Name : error.Message;

    // Half a surrogate pair cannot be sent.
    private static string Cut(string text, int length)
        => text.Length <= length ? text : $"{text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)]}…";
}
