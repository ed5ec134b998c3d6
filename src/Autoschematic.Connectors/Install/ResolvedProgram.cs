using System.Security.Cryptography;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Install;

/// <summary>What a spec came down to.</summary>
/// <param name="Command">The program without the arguments that every connector gets.</param>
/// <param name="Interpreters">Python interpreters that were tried, in order; empty for other programs.</param>
internal sealed record ResolvedProgram(ChildCommand Command, IReadOnlyList<string> Interpreters)
{
    /// <summary>What names the whole program with all that it loads, when something does.</summary>
    public string? Identity { get; init; }

    /// <summary>SHA-256 of the program: its identity, else the files that an interpreter is given, else the executable; null when one cannot be read.</summary>
    public string? HashFiles()
    {
        if (Identity is not null)
        {
            return Identity;
        }

        var scripts = Command.Arguments
            .Select(argument => Path.GetFullPath(argument, Command.WorkingDirectory))
            .Where(File.Exists)
            .ToList();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in scripts.Count > 0 ? scripts : [Command.Executable])
            {
                using var stream = File.OpenRead(file);
                hash.AppendData(SHA256.HashData(stream));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
