namespace Autoschematic.Sdk;

/// <summary>An example body from which users begin.</summary>
/// <param name="AddressTemplate">Address with `[placeholders]`.</param>
/// <param name="Body">The example.</param>
public sealed record Skeleton(string AddressTemplate, ReadOnlyMemory<byte> Body);
