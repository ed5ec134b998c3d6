using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.Engine.Workflows.Planning;

/// <summary>Hashes as plan files hold them.</summary>
internal static class Hashes
{
    public static string Of(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes.Span));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
