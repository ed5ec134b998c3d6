using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Outputs found for an address after following pointers.</summary>
/// <param name="Address">The virtual address that holds them.</param>
/// <param name="Values">Sorted by key.</param>
public sealed record ResourceOutputs(Address Address, IReadOnlyDictionary<string, string> Values);
