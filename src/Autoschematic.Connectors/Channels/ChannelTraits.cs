namespace Autoschematic.Connectors.Channels;

/// <summary>What a wire by itself allows and carries, when the connector declares nothing.</summary>
/// <param name="PlainMaxRequestBytes">Largest request for a peer that does not declare more.</param>
/// <param name="PlainConcurrentReads">Read-only calls at once for a peer that does not declare more.</param>
/// <param name="CarriesAbsence">Whether an empty body and no body differ on the wire for every peer.</param>
/// <param name="NeedsDeadline">Whether every call must tell the peer a deadline.</param>
internal sealed record ChannelTraits(
    int PlainMaxRequestBytes,
    int PlainConcurrentReads,
    bool CarriesAbsence,
    bool NeedsDeadline);
