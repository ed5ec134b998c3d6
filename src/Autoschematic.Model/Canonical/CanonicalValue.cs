using System.Security.Cryptography;
using Autoschematic.Model.References;
using Autoschematic.Ron.Values;

namespace Autoschematic.Model.Canonical;

/// <summary>Compares bodies by meaning as far as a host can: layout, comments and the order of map keys do not count.</summary>
public static class CanonicalValue
{
    /// <summary>Lower-case hexadecimal SHA-256 of the canonical value; of the bytes when the body is other text or does not parse.</summary>
    public static string Fingerprint(BodyFormat format, ReadOnlySpan<byte> body)
        => Convert.ToHexStringLower(SHA256.HashData(Encode(format, body).Span));

    /// <summary>Whether a body has a value in a format, so that it is more than its bytes.</summary>
    public static bool Has(BodyFormat format, ReadOnlySpan<byte> body) => BodyTrees.Parse(format, body)?.ToValue([]) is not null;

    /// <summary>Whether two bodies have the same canonical value.</summary>
    public static bool AreEqual(BodyFormat format, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
        => left.SequenceEqual(right) || Encode(format, left).Span.SequenceEqual(Encode(format, right).Span);

    private static ReadOnlyMemory<byte> Encode(BodyFormat format, ReadOnlySpan<byte> body)
        => BodyTrees.Parse(format, body)?.ToValue([]) is { } value ? CanonicalEncoder.Encode(value) : body.ToArray();
}
