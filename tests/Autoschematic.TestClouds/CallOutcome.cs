namespace Autoschematic.TestClouds;

/// <summary>How far a mutating call came.</summary>
public enum CallOutcome
{
    /// <summary>It reached the connector and nothing more: the connector died before it did anything, or is still at it.</summary>
    Arrived,

    /// <summary>It was refused, or failed, and changed nothing.</summary>
    Refused,

    /// <summary>It was executed, whatever the caller was told then.</summary>
    Done,

    /// <summary>Nothing was done, because its idempotency key had been used for the same before.</summary>
    Repeated,
}
