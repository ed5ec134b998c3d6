using System.Security.Cryptography;

namespace Autoschematic.Model.Secrets;

/// <summary>A private key that sealed values are opened with.</summary>
public sealed class SealingKey
{
    private const int ScalarBytes = 32;
    private readonly ECParameters parameters;

    private SealingKey(ECParameters parameters)
    {
        this.parameters = parameters;
        PublicKey = new(parameters.Q);
    }

    public SealingPublicKey PublicKey { get; }

    /// <summary>Makes a new key; throws <see cref="CryptographicException"/> where the system's library lacks the curve.</summary>
    public static SealingKey Generate()
    {
        using var algorithm = ECDiffieHellman.Create(Secp256k1.Curve);
        return new(algorithm.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Takes the scalar alone, as test vectors have it.</summary>
    public static SealingKey FromScalar(ReadOnlySpan<byte> scalar)
    {
        if (scalar.Length != ScalarBytes)
        {
            throw new ArgumentException("a scalar of secp256k1 has 32 bytes", nameof(scalar));
        }

        using var algorithm = ECDiffieHellman.Create(new ECParameters { Curve = Secp256k1.Curve, D = scalar.ToArray() });
        return new(algorithm.ExportParameters(includePrivateParameters: true));
    }

    /// <summary>Takes a PEM file with a SEC1 or PKCS #8 key; null when it holds none, or one of another curve.</summary>
    public static SealingKey? TryParsePem(string pem)
    {
        try
        {
            using var algorithm = ECDiffieHellman.Create();
            algorithm.ImportFromPem(pem);
            var parameters = algorithm.ExportParameters(includePrivateParameters: true);
            return parameters.Curve.Oid?.Value == Secp256k1.ObjectId ? new(parameters) : null;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The key as a SEC1 PEM file.</summary>
    public string ToPem()
    {
        using var algorithm = ECDiffieHellman.Create(parameters);
        return algorithm.ExportECPrivateKeyPem() + "\n";
    }

    /// <summary>The X coordinate of the point that this key and another one's public half share.</summary>
    internal byte[] Agree(SealingPublicKey other)
    {
        using var own = ECDiffieHellman.Create(parameters);
        using var theirs = ECDiffieHellman.Create(other.ToParameters());
        return own.DeriveRawSecretAgreement(theirs.PublicKey);
    }
}
