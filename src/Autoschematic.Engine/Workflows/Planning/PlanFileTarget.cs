namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Where a plan is to be kept.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="ToolVersion">Written into it, for people.</param>
public sealed record PlanFileTarget(string Path, string ToolVersion);
