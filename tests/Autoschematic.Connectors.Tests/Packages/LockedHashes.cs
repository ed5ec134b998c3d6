using System.Security.Cryptography;

namespace Autoschematic.Connectors.Tests.Packages;

/// <summary>What lock files say of files.</summary>
internal static class LockedHashes
{
    public static string HashOf(string file) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}";
}
