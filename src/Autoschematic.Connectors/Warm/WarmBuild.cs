using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm;

/// <summary>Which build of the program this is: two that differ do not work together.</summary>
internal static class WarmBuild
{
    /// <summary>The identity of the program's files as they are now.</summary>
    /// <param name="program">The executable.</param>
    /// <param name="folder">Where its libraries are, unless they are inside it.</param>
    public static string Of(string program, string folder)
    {
        StringBuilder text = new();
        text.Append(program).Append('\n').Append(FileStamp.Of(program)).Append('\n');
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            foreach (var library in Directory.EnumerateFiles(folder, "*utoschematic*.dll").Order(StringComparer.Ordinal))
            {
                text.Append(library).Append('\n').Append(FileStamp.Of(library)).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
