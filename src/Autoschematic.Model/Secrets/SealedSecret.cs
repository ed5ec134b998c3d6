using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Model.Secrets;

/// <summary>A value sealed for one key: one object of a sealed file.</summary>
/// <param name="Version">The scheme.</param>
/// <param name="ServerDomain">Whose key it is: a server's domain, or <see cref="LocalDomain"/>.</param>
/// <param name="KeyId">The key's name in the keystore of its owner.</param>
/// <param name="EphemeralKey">The one-time public key, as a SEC1 point.</param>
/// <param name="Salt">For the derivation of the cipher's key.</param>
/// <param name="Nonce">For the cipher.</param>
/// <param name="Ciphertext">The value under the cipher, with its tag at the end.</param>
/// <param name="Location">Where it stands in its file, or null when it was just made.</param>
public sealed record SealedSecret(
    SealVersion Version,
    string ServerDomain,
    string KeyId,
    ReadOnlyMemory<byte> EphemeralKey,
    ReadOnlyMemory<byte> Salt,
    ReadOnlyMemory<byte> Nonce,
    ReadOnlyMemory<byte> Ciphertext,
    SourceLocation? Location = null)
{
    /// <summary>The domain of secrets that are sealed for a keystore of one's own.</summary>
    public const string LocalDomain = "local";

    public const int SaltBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
}
