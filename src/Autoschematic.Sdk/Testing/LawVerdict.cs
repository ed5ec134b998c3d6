namespace Autoschematic.Sdk.Testing;

/// <summary>What came of trying a law.</summary>
public enum LawVerdict
{
    /// <summary>No case broke it.</summary>
    Held,

    /// <summary>At least one case broke it.</summary>
    Failed,

    /// <summary>There was nothing to try it on.</summary>
    Skipped,
}
