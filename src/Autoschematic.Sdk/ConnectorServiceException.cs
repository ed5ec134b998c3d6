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

    /// <summary>The error for something that does not exist.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">Its cause.</param>
    /// <returns>The error, to be thrown.</returns>
    public static ConnectorServiceException NotFound(string message, Exception? innerException = null)
        => new(ConnectorErrorCode.NotFound, message, innerException);

    /// <summary>The error for credentials that are missing, wrong or not allowed to do this.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">Its cause.</param>
    /// <returns>The error, to be thrown.</returns>
    public static ConnectorServiceException PermissionDenied(string message, Exception? innerException = null)
        => new(ConnectorErrorCode.Auth, message, innerException);

    /// <summary>The error for something that changed meanwhile, or exists already.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">Its cause.</param>
    /// <returns>The error, to be thrown.</returns>
    public static ConnectorServiceException Conflict(string message, Exception? innerException = null)
        => new(ConnectorErrorCode.Conflict, message, innerException);

    /// <summary>The error for a remote side that wants fewer calls; nothing was changed.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="retryAfter">How long it wants to be left alone, when it says so.</param>
    /// <param name="innerException">Its cause.</param>
    /// <returns>The error, to be thrown.</returns>
    public static ConnectorServiceException RateLimited(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        => new(ConnectorErrorCode.RateLimited, message, innerException) { RetryAfter = retryAfter, RetrySafe = true };

    /// <summary>The error for a remote side that does not answer at the moment.</summary>
    /// <param name="message">One sentence for people.</param>
    /// <param name="innerException">Its cause.</param>
    /// <returns>The error, to be thrown.</returns>
    public static ConnectorServiceException Unavailable(string message, Exception? innerException = null)
        => new(ConnectorErrorCode.Unavailable, message, innerException);
}
