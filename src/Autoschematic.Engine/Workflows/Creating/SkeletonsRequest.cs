namespace Autoschematic.Engine.Workflows.Creating;

/// <summary>Which connectors' skeletons are wanted.</summary>
public sealed record SkeletonsRequest(string? Prefix = null, string? Connector = null);
