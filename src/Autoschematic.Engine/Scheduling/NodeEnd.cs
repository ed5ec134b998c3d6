namespace Autoschematic.Engine.Scheduling;

/// <summary>How a node stood when the walk ended.</summary>
internal abstract record NodeEnd
{
    private NodeEnd()
    {
    }

    public sealed record Done : NodeEnd;

    public sealed record Stopped : NodeEnd;

    /// <summary>A node it depends on, directly or not, was stopped.</summary>
    public sealed record Skipped(int Because) : NodeEnd;

    /// <summary>It was still waiting when nothing else was left to do.</summary>
    public sealed record Stalled : NodeEnd;

    /// <summary>The walk was told to start nothing new before its turn came.</summary>
    public sealed record NotStarted : NodeEnd;
}
