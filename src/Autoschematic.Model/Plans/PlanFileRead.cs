namespace Autoschematic.Model.Plans;

/// <summary>An output that a planned body refers to.</summary>
/// <param name="Address">The virtual address it belongs to, as the body names it.</param>
/// <param name="Key">Its key.</param>
/// <param name="ValueHash">SHA-256 of its value; null when it had none yet.</param>
public sealed record PlanFileRead(string Address, string Key, string? ValueHash);
