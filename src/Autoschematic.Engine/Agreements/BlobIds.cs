using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.Engine.Agreements;

/// <summary>The names that git gives to bytes, by the two kinds of repositories there are.</summary>
internal sealed record BlobIds(string Sha1, string Sha256)
{
    public static BlobIds Of(ReadOnlySpan<byte> content)
    {
        byte[] stored = [.. Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {content.Length}\0")), .. content];
#pragma warning disable CA5350 // It is git that names objects so; nothing is kept secret or proven by it.
        var sha1 = SHA1.HashData(stored);
#pragma warning restore CA5350
        return new(Convert.ToHexStringLower(sha1), Convert.ToHexStringLower(SHA256.HashData(stored)));
    }
}
