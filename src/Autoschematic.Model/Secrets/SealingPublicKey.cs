using System.Security.Cryptography;

namespace Autoschematic.Model.Secrets;

/// <summary>A point of secp256k1 that values can be sealed for; always one that lies on the curve.</summary>
public sealed class SealingPublicKey
{
    private readonly ECPoint point;

    internal SealingPublicKey(ECPoint point) => this.point = point;

    /// <summary>Takes a SEC1 point, compressed or not; null when it is none.</summary>
    public static SealingPublicKey? TryParse(ReadOnlySpan<byte> sec1)
        => Secp256k1.Decode(sec1) is { } point ? new(point) : null;

    /// <summary>Takes a SEC1 point in standard base64.</summary>
    public static SealingPublicKey? TryParse(string base64)
        => Base64Text.TryDecode(base64) is { } bytes ? TryParse(bytes) : null;

    /// <summary>The compressed SEC1 point.</summary>
    public byte[] ToBytes() => Secp256k1.Encode(point);

    /// <summary>The compressed SEC1 point in standard base64.</summary>
    public override string ToString() => Convert.ToBase64String(ToBytes());

    internal ECParameters ToParameters() => new() { Curve = Secp256k1.Curve, Q = point };
}
