using Autoschematic.Model.References;

namespace Autoschematic.Model.Canonical;

/// <summary>Compares bodies by meaning as far as a host can: layout, comments and the order of map keys do not count.</summary>
public static class CanonicalValue
{
    /// <summary>Lower-case hexadecimal SHA-256 of the canonical value; of the bytes when the body is other text or does not parse.</summary>
    public static string Fingerprint(BodyFormat format, ReadOnlySpan<byte> body) => throw new NotImplementedException();
}
