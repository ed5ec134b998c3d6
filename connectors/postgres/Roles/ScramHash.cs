using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.Postgres.Roles;

/// <summary>What PostgreSQL keeps of a password: `SCRAM-SHA-256$4096:salt$StoredKey:ServerKey`.</summary>
internal static class ScramHash
{
    private const string Name = "SCRAM-SHA-256";
    private const int Iterations = 4096;
    private const int SaltLength = 16;

    public static string Of(string password) => Of(password, Iterations, RandomNumberGenerator.GetBytes(SaltLength));

    /// <summary>Whether a password is the one that was hashed.</summary>
    public static bool Fits(string hash, string password, string role)
    {
        if (hash.StartsWith("md5", StringComparison.Ordinal))
        {
            return hash == Md5(password + role);
        }

        return hash.Split('$', ':') is [Name, var iterations, var salt, _, _]
            && int.TryParse(iterations, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && hash == Of(password, count, Convert.FromBase64String(salt));
    }

    private static string Of(string password, int iterations, byte[] salt)
    {
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}");
    }

    [SuppressMessage("Security", "CA5351", Justification = "Old servers keep passwords like this, and it is only compared.")]
    private static string Md5(string text) => $"md5{Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)))}";
}
