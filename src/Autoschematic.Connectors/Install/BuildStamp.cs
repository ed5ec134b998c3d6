using System.Security.Cryptography;
using System.Text;

namespace Autoschematic.Connectors.Install;

/// <summary>Remembers, outside the repository, what a project was last built from.</summary>
internal sealed class BuildStamp
{
    private readonly string file;

    private BuildStamp(string file) => this.file = file;

    public static BuildStamp For(string project, string configuration, string cacheFolder)
        => new(Path.Combine(
            cacheFolder,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project}\0{configuration}")))[..32]));

    /// <summary>The program that was built from exactly these inputs, or null.</summary>
    public string? ProgramFor(string inputs)
    {
        try
        {
            return File.ReadAllLines(file) is [var saved, var program] && saved == inputs ? program : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Save(string inputs, string program)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var temporary = $"{file}.{Environment.ProcessId}";
            File.WriteAllText(temporary, $"{inputs}\n{program}\n");
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Without a cache the next start builds again, which is slower and right.
        }
    }
}
