namespace Autoschematic.Connectors.Warm.Client;

/// <summary>What came of knocking at a repository's warm host.</summary>
internal abstract record WarmAnswer
{
    private WarmAnswer()
    {
    }

    /// <summary>It serves.</summary>
    public sealed record Serves(WarmConnection Connection) : WarmAnswer;

    /// <summary>It is of another build, or for a repository that was at the same place.</summary>
    public sealed record Refuses : WarmAnswer;

    /// <summary>Somebody holds its place and says nothing: another one cannot take it.</summary>
    public sealed record Silent : WarmAnswer;

    /// <summary>None runs, or the one that did has just ended.</summary>
    public sealed record Nobody : WarmAnswer;
}
