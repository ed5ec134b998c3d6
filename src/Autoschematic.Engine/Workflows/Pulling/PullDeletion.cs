namespace Autoschematic.Engine.Workflows.Pulling;

/// <summary>`--delete`, or `--delete=N` with the number of resources that are expected to be gone.</summary>
public sealed record PullDeletion(int? Expected);
