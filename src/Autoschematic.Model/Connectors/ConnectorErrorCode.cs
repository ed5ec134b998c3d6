namespace Autoschematic.Model.Connectors;

/// <summary>Code of a connector's error detail.</summary>
public enum ConnectorErrorCode
{
    Unspecified = 0,
    InvalidAddress = 1,
    InvalidBody = 2,
    Auth = 3,
    RateLimited = 4,
    NotFound = 5,
    Conflict = 6,
    Unavailable = 7,
}
