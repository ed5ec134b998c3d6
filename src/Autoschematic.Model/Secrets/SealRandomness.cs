using System.Security.Cryptography;

namespace Autoschematic.Model.Secrets;

/// <summary>What must be new for every seal; given from outside only so that vectors can be fixed.</summary>
public sealed record SealRandomness(SealingKey Ephemeral, ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Nonce)
{
    public static SealRandomness New() => new(
        SealingKey.Generate(),
        RandomNumberGenerator.GetBytes(SealedSecret.SaltBytes),
        RandomNumberGenerator.GetBytes(SealedSecret.NonceBytes));
}
