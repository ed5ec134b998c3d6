using System.Text;
using Autoschematic.Connectors.Install;

namespace Autoschematic.Connectors.Warm.Fingerprints;

/// <summary>The `#!` line of a script.</summary>
internal static class ScriptHeader
{
    private const int LongestLine = 256;

    /// <summary>What follows `#!`; null for a program of machine code, empty for what cannot be read.</summary>
    public static string? Of(string executable)
    {
        try
        {
            using var file = File.OpenRead(executable);
            var buffer = new byte[LongestLine];
            var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            var text = Encoding.UTF8.GetString(buffer, 0, count);
            return text.StartsWith("#!", StringComparison.Ordinal) ? text[2..].Split('\n')[0].Trim() : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The Python that runs a script with this header, or null when something else does.</summary>
    public static string? PythonOf(string header, IReadOnlyDictionary<string, string> environment)
    {
        var words = header.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var interpreter = words is [var env, var name, ..] && Path.GetFileName(env) == "env"
            ? ProgramSearch.OnPath(name, environment)
            : words.FirstOrDefault();
        return interpreter is not null && Path.GetFileName(interpreter).StartsWith("python", StringComparison.Ordinal) ? interpreter : null;
    }
}
