namespace Autoschematic.Model.Connectors;

/// <summary>A file that a bundle expands to; the address is unchecked text from the connector.</summary>
public sealed record BundleChild(string Address, ReadOnlyMemory<byte> Contents);
