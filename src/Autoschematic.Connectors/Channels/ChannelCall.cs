namespace Autoschematic.Connectors.Channels;

/// <summary>What goes along with one call.</summary>
/// <param name="Method">Protocol method, such as `Get`, for messages.</param>
/// <param name="Subject">File or address that the call is about, for messages.</param>
/// <param name="Deadline">Time to tell the peer, counted from when the call is sent; null tells it none.</param>
/// <param name="MaxRequestBytes">A larger request is refused before anything is sent.</param>
/// <param name="TraceParent">W3C trace context of this call.</param>
/// <param name="IdempotencyKey">Key of an op, which stays the same when it is sent again.</param>
internal sealed record ChannelCall(
    string Method,
    string? Subject,
    TimeSpan? Deadline,
    int MaxRequestBytes,
    string TraceParent,
    string? IdempotencyKey = null);
