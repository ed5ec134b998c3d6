namespace Autoschematic.Model.Secrets;

/// <summary>For whom a value is sealed.</summary>
public sealed record SealRecipient(SealVersion Version, string ServerDomain, string KeyId, SealingPublicKey PublicKey);
