using Autoschematic.Engine.Sessions;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.References;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>What is known of the remote side of a resource at one moment.</summary>
/// <param name="Fingerprint">Of the canonical value of its body; null when nothing is there.</param>
/// <param name="Body">The body itself; null when nothing is there, or when only its fingerprint is known.</param>
internal sealed record RemoteState(string? Fingerprint, ReadOnlyMemory<byte>? Body)
{
    public static RemoteState Absent { get; } = new(null, null);

    public static RemoteState Of(Address address, RemoteResource? remote)
        => remote is null ? Absent : new(CanonicalValue.Fingerprint(BodyFormats.Of(address), remote.Body.Span), remote.Body);

    /// <summary>Whether both have the same canonical value, or nothing is there in both.</summary>
    public bool IsLike(RemoteState other) => Fingerprint == other.Fingerprint;

    /// <summary>Whether both are the same, by value or for the connector; what it cannot compare is not known to be.</summary>
    public async Task<bool> IsSameAsync(RemoteState other, SessionConnector owner, Address address, CancellationToken cancellationToken)
    {
        try
        {
            return IsLike(other) || await IsEqualToAsync(other, owner, address, cancellationToken);
        }
        catch (ConnectorException)
        {
            return false;
        }
    }

    /// <summary>Whether the connector takes both bodies for the same; one whose bytes are not known is no other's equal.</summary>
    public async Task<bool> IsEqualToAsync(RemoteState other, SessionConnector owner, Address address, CancellationToken cancellationToken)
        => Body is { } body && other.Body is { } otherBody
            && await owner.Reader!.EqAsync(address, body, otherBody, cancellationToken);
}
