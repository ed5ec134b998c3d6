namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>Which connectors' skeletons are wanted.</summary>
public sealed record SkeletonsRequest(string? Prefix = null, string? Connector = null)
{
    /// <summary>`--strict-env`: connectors get only what the configuration names, whatever it contains.</summary>
    public bool StrictEnvironment { get; init; }
}
