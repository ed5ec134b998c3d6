using System.Numerics;
using System.Security.Cryptography;

namespace Autoschematic.Model.Secrets;

/// <summary>Points of the curve y² = x³ + 7 as SEC1 writes them, compressed ones included.</summary>
/// <remarks>Only public points pass through here, so the arithmetic need not take the same time for all of them.</remarks>
internal static class Secp256k1
{
    public const string ObjectId = "1.3.132.0.10";
    private const int FieldBytes = 32;
    private const byte EvenPrefix = 2;
    private const byte OddPrefix = 3;
    private const byte UncompressedPrefix = 4;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 256) - BigInteger.Pow(2, 32) - 977;

    public static ECCurve Curve => ECCurve.CreateFromValue(ObjectId);

    /// <summary>The point, or null when the bytes are no encoding of one that lies on the curve.</summary>
    public static ECPoint? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 1 + FieldBytes && bytes[0] is EvenPrefix or OddPrefix)
        {
            return Decompress(bytes[1..], isOdd: bytes[0] == OddPrefix);
        }

        if (bytes.Length != 1 + (2 * FieldBytes) || bytes[0] != UncompressedPrefix)
        {
            return null;
        }

        var (x, y) = (Number(bytes[1..(1 + FieldBytes)]), Number(bytes[(1 + FieldBytes)..]));
        return x < Prime && y < Prime && Square(y) == RightSide(x)
            ? new ECPoint { X = Bytes(x), Y = Bytes(y) }
            : null;
    }

    /// <summary>The compressed encoding.</summary>
    public static byte[] Encode(ECPoint point)
        => [(point.Y![^1] & 1) == 0 ? EvenPrefix : OddPrefix, .. point.X!];

    private static ECPoint? Decompress(ReadOnlySpan<byte> abscissa, bool isOdd)
    {
        var x = Number(abscissa);
        if (x >= Prime)
        {
            return null;
        }

        // The prime is 3 modulo 4, so this power is a square root of everything that has one.
        var square = RightSide(x);
        var y = BigInteger.ModPow(square, (Prime + 1) / 4, Prime);
        if (Square(y) != square)
        {
            return null;
        }

        return new ECPoint { X = Bytes(x), Y = Bytes(y.IsEven == isOdd ? Prime - y : y) };
    }

    private static BigInteger RightSide(BigInteger x) => (BigInteger.ModPow(x, 3, Prime) + 7) % Prime;

    private static BigInteger Square(BigInteger y) => y * y % Prime;

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[FieldBytes];
        var written = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, FieldBytes - written.Length);
        return bytes;
    }
}
