namespace Autoschematic.Sdk;

/// <summary>An error of which the host knows more than its message.</summary>
public class ConnectorServiceException : Exception
{
    /// <summary>Makes an error of no particular kind.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">Its cause.</param>
    public ConnectorServiceException(string message, Exception? innerException = null)
        : this(ConnectorErrorCode.Unspecified, message, innerException)
    {
    }

    /// <summary>Makes an error of a known kind.</summary>
    /// <param name="code">Its kind.</param>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">Its cause.</param>
    public ConnectorServiceException(ConnectorErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
        => Code = code;

    /// <summary>What kind of error it is.</summary>
    public ConnectorErrorCode Code { get; }

    /// <summary>For <see cref="ConnectorErrorCode.InvalidBody"/>: where in the body.</summary>
    public BodySpan? Span { get; init; }

    /// <summary>For <see cref="ConnectorErrorCode.RateLimited"/>: how long to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether nothing was changed, so that the same call may be sent again.</summary>
    public bool RetrySafe { get; init; }

    /// <summary>The error for an address that is not the connector's.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The error, to be thrown.</returns>
    public static ConnectorServiceException InvalidAddress(string address)
        => new(ConnectorErrorCode.InvalidAddress, $"`{address}` is not an address of this connector");
}
