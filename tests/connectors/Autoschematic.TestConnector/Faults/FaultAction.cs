namespace Autoschematic.TestConnector.Faults;

/// <summary>What goes wrong with a call.</summary>
internal enum FaultAction
{
    /// <summary>It takes longer.</summary>
    Slow,

    /// <summary>An error of no particular kind.</summary>
    Fail,

    /// <summary>The credentials are not enough.</summary>
    Auth,

    /// <summary>Somebody else was faster.</summary>
    Conflict,

    /// <summary>The cloud does not answer, and says that a call may be sent again.</summary>
    Unavailable,

    /// <summary>The cloud wants fewer calls.</summary>
    RateLimited,

    /// <summary>No answer ever comes.</summary>
    Hang,

    /// <summary>The connection breaks, with all other calls on it; the process lives.</summary>
    Drop,

    /// <summary>The process kills itself with a signal that nobody can catch.</summary>
    Die,

    /// <summary>The process ends with code 3.</summary>
    Exit,
}
