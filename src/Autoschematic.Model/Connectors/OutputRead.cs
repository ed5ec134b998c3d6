namespace Autoschematic.Model.Connectors;

/// <summary>An output that a connector wants to read: virtual address and key, unchecked.</summary>
public sealed record OutputRead(string Address, string Key);
