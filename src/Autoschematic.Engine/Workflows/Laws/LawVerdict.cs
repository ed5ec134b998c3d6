namespace Autoschematic.Engine.Workflows.Laws;

/// <summary>What came of trying one law.</summary>
public enum LawVerdict
{
    /// <summary>No case broke it.</summary>
    Held,

    /// <summary>At least one case broke it.</summary>
    Failed,

    /// <summary>Nothing could be tried; the reason is given.</summary>
    Skipped,
}
