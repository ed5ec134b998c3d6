using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Model.Secrets;

/// <summary>Seals and opens values; docs/secrets.md has the exact bytes.</summary>
public static class SecretCipher
{
    private const int KeyBytes = 32;

    /// <summary>The first field of the associated data of version 2, so that nothing else is ever taken for it.</summary>
    private const string Context = "autoschematic sealed secret 2";

    /// <summary>Seals a value for one key, to be kept in the file at <paramref name="path"/>.</summary>
    public static SealedSecret Seal(
        ReadOnlySpan<byte> value, RepoPath path, SealRecipient recipient, SealRandomness randomness)
    {
        var ephemeral = randomness.Ephemeral.PublicKey.ToBytes();
        var ciphertext = new byte[value.Length + SealedSecret.TagBytes];
        var made = new SealedSecret(
            recipient.Version, recipient.ServerDomain, recipient.KeyId, ephemeral, randomness.Salt, randomness.Nonce, ciphertext);
        using var cipher = new ChaCha20Poly1305(DeriveKey(randomness.Ephemeral.Agree(recipient.PublicKey), randomness.Salt.Span));
        cipher.Encrypt(
            randomness.Nonce.Span, value, ciphertext.AsSpan(0, value.Length), ciphertext.AsSpan(value.Length), AssociatedData(made, path));
        return made;
    }

    /// <summary>The value; null when any part was changed, the key is another one, or the file was moved (version 2).</summary>
    public static byte[]? Open(SealedSecret secret, RepoPath path, SealingKey key)
    {
        if (SealingPublicKey.TryParse(secret.EphemeralKey.Span) is not { } ephemeral)
        {
            return null;
        }

        var length = secret.Ciphertext.Length - SealedSecret.TagBytes;
        var value = new byte[length];
        using var cipher = new ChaCha20Poly1305(DeriveKey(key.Agree(ephemeral), secret.Salt.Span));
        try
        {
            cipher.Decrypt(
                secret.Nonce.Span, secret.Ciphertext.Span[..length], secret.Ciphertext.Span[length..], value, AssociatedData(secret, path));
            return value;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] DeriveKey(byte[] shared, ReadOnlySpan<byte> salt)
    {
        var key = new byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, key, salt, info: []);
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }

    private static byte[] AssociatedData(SealedSecret secret, RepoPath path)
    {
        if (secret.Version == SealVersion.One)
        {
            return [];
        }

        // The sign of an ephemeral point does not change the shared X coordinate, hence the point is bound too.
        var data = new MemoryStream();
        Append(data, Encoding.UTF8.GetBytes(Context));
        Append(data, Encoding.UTF8.GetBytes(path.Text));
        Append(data, Encoding.UTF8.GetBytes(secret.KeyId));
        Append(data, Encoding.UTF8.GetBytes(secret.ServerDomain));
        Append(data, secret.EphemeralKey.Span);
        return data.ToArray();
    }

    private static void Append(MemoryStream data, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)field.Length);
        data.Write(length);
        data.Write(field);
    }
}
