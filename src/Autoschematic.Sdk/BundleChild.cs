namespace Autoschematic.Sdk;

/// <summary>A file that a bundle expands to.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Contents">Its bytes.</param>
public sealed record BundleChild(string Address, ReadOnlyMemory<byte> Contents);
