namespace Autoschematic.Sdk;

/// <summary>An output of another resource.</summary>
/// <param name="Address">Its virtual address.</param>
/// <param name="Key">The output's name.</param>
public sealed record OutputRead(string Address, string Key);
