using System.Security.Cryptography;
using System.Text;
using Autoschematic.Files.Paths;

namespace Autoschematic.Files.Hosts;

/// <summary>Names of files that are being written, beside those they will replace, and of marks.</summary>
internal static class TemporaryName
{
    private const string Start = ".autoschematic-";

    // The name of the file is no part of it, since it may be as long as names can be.
    public static string For(string path) => $"{AbsolutePath.ParentOf(path).TrimEnd('/')}/{Start}{Guid.NewGuid():N}";

    /// <summary>Where the mark of a path lies while a change of it is not finished.</summary>
    public static string OfMark(string path, string kind)
        => $"{AbsolutePath.ParentOf(path).TrimEnd('/')}/{Start}{kind.ToLowerInvariant()}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..32]}";

    /// <summary>Whether a path is such a file, which a killed apply may have left.</summary>
    public static bool Is(string path) => AbsolutePath.NameOf(path).StartsWith(Start, StringComparison.Ordinal);
}
