namespace Autoschematic.Sdk;

/// <summary>What kind of error a connector reports.</summary>
public enum ConnectorErrorCode
{
    /// <summary>None of the others.</summary>
    Unspecified = 0,

    /// <summary>The address is not one of the connector's.</summary>
    InvalidAddress = 1,

    /// <summary>The body cannot be read or means nothing.</summary>
    InvalidBody = 2,

    /// <summary>Credentials are missing, wrong or not allowed to do this.</summary>
    Auth = 3,

    /// <summary>The remote side wants fewer calls.</summary>
    RateLimited = 4,

    /// <summary>Something that the call needs does not exist.</summary>
    NotFound = 5,

    /// <summary>The remote side changed meanwhile.</summary>
    Conflict = 6,

    /// <summary>The remote side does not answer at the moment.</summary>
    Unavailable = 7,
}
