namespace Autoschematic.Sdk;

/// <summary>What to plan for; an absent side means that the resource does not exist there.</summary>
/// <param name="Address">The physical address when there is one, else the virtual one.</param>
/// <param name="Current">The remote body; null when there is none, empty when it is an empty file.</param>
/// <param name="Desired">The wanted body; null when the resource is to be deleted.</param>
public sealed record PlanRequest(string Address, ReadOnlyMemory<byte>? Current, ReadOnlyMemory<byte>? Desired);
