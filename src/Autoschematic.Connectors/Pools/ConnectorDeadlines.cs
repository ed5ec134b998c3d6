namespace Autoschematic.Connectors.Pools;

/// <summary>How long each method may take from when its call is sent.</summary>
public sealed record ConnectorDeadlines
{
    public TimeSpan Version { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Init { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Filter, Eq, Diag, address mapping, docs and skeletons.</summary>
    public TimeSpan Lookup { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Get, Plan and Subpaths.</summary>
    public TimeSpan Read { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Unbundle and TaskExec over gRPC.</summary>
    public TimeSpan Task { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Unbundle and TaskExec over tarpc, whose servers abort a handler at its deadline.</summary>
    public TimeSpan TarpcTask { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan List { get; init; } = TimeSpan.FromSeconds(6000);

    public TimeSpan Op { get; init; } = TimeSpan.FromSeconds(6000);
}
