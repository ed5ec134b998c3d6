namespace Autoschematic.Connectors.Warm;

/// <summary>What came of the wish to end a warm host.</summary>
public abstract record WarmEnd
{
    private WarmEnd()
    {
    }

    /// <summary>None ran.</summary>
    public sealed record NoneRan : WarmEnd;

    /// <summary>It runs on, since commands may be executing ops with its connectors.</summary>
    public sealed record Refused(IReadOnlyList<WarmUser> Executing) : WarmEnd;

    /// <summary>Not everything has ended.</summary>
    /// <param name="Left">Processes that are still there.</param>
    public sealed record Stuck(IReadOnlyList<int> Left) : WarmEnd;

    /// <summary>It has ended with everything that it kept.</summary>
    /// <param name="Was">How it was before.</param>
    public sealed record Ended(WarmState Was) : WarmEnd;
}
