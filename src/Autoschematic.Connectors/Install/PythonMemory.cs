using System.Security.Cryptography;
using System.Text;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Install;

/// <summary>Remembers between commands which Python had the modules that were asked for: asking takes as long as half a start.</summary>
/// <remarks>
/// Only what works is remembered, under everything that the answer may depend on: the interpreters and their packages as
/// they are. A start that fails makes it forget, so that a wrong memory lasts for one command.
/// </remarks>
internal sealed class PythonMemory(IReadOnlyDictionary<string, string> hostEnvironment)
{
    private readonly string folder = CacheFolder.Of(hostEnvironment, "python");

    /// <summary>A name for the question; null when an interpreter decides only when it runs what it is.</summary>
    public string? NameOf(string question, IReadOnlyList<string> candidates, string scriptFolder, IReadOnlyDictionary<string, string> environment)
    {
        StringBuilder text = new(question);
        foreach (var candidate in candidates)
        {
            var packages = PythonPackages.FoldersOf(candidate, environment.GetValueOrDefault("HOME"));
            if (packages.Count == 0)
            {
                return null;
            }

            foreach (var path in packages.Prepend(PythonPackages.SettingsOf(candidate)).Prepend(candidate))
            {
                text.Append('\0').Append(path).Append(' ').Append(FileStamp.Of(path));
            }
        }

        foreach (var path in (environment.GetValueOrDefault("PYTHONPATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append(scriptFolder))
        {
            text.Append('\0').Append(path).Append(' ').Append(FileStamp.Of(Path.Combine(scriptFolder, path)));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    public string? Recall(string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name)) is { Length: > 0 } python ? python : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string name, string python)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, $"{name}.{Environment.ProcessId}");
            File.WriteAllText(temporary, python);
            File.Move(temporary, Path.Combine(folder, name), overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Without it the next command asks again.
        }
    }

    public void Forget(string name) => RunDirectory.RemoveFile(Path.Combine(folder, name));
}
