namespace Autoschematic.Engine.Workflows;

/// <summary>How a run ended; the numbers are the process exit codes.</summary>
public enum RunOutcome
{
    /// <summary>Done, nothing to report.</summary>
    Done = 0,

    /// <summary>Nothing succeeded.</summary>
    Error = 1,

    /// <summary>Changes or drift found, when the caller asked to be told.</summary>
    ChangesFound = 2,

    /// <summary>Some of it succeeded.</summary>
    Partly = 3,

    /// <summary>Refused before anything was done: safety lock, lock held, denied.</summary>
    Refused = 4,

    /// <summary>Every problem was a remote resource that changed since it was planned.</summary>
    Stale = 5,

    /// <summary>Bad usage or configuration.</summary>
    Usage = 64,

    /// <summary>A defect of the tool.</summary>
    Bug = 70,

    /// <summary>Interrupted by the user.</summary>
    Interrupted = 130,
}
