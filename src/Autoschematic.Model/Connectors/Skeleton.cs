namespace Autoschematic.Model.Connectors;

/// <summary>An example body at an address template with `[placeholders]`.</summary>
public sealed record Skeleton(string AddressTemplate, ReadOnlyMemory<byte> Body);
