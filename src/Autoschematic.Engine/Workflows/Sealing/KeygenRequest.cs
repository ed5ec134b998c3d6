namespace Autoschematic.Engine.Workflows.Sealing;

/// <summary>A key to make; a null name makes the keystore's default key.</summary>
public sealed record KeygenRequest(string? KeyId = null);
