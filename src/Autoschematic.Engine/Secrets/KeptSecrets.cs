using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Secrets;

/// <summary>Keeps sensitive values that cannot be sealed out of the tree: private files in the common git folder.</summary>
/// <remarks>Only the user who runs the command can read them; they are reported and never dropped.</remarks>
public sealed class KeptSecrets(GitRepository git)
{
    /// <summary>Absolute path of the folder.</summary>
    public string Folder => Path.Join(git.StateDirectory, "secrets");

    /// <summary>Every value that is kept; what cannot be read is left out.</summary>
    public IReadOnlyList<string> ReadAll()
    {
        try
        {
            return Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Select(File.ReadAllText)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Keeps a sensitive output and reports where; null with an error when it could not be written.</summary>
    public string? KeepOutput(Prefix prefix, Address address, string key, string value, DiagnosticBag diagnostics)
        => Keep($"{prefix.FileOf(address)}.{key}", $"Output `{key}` of `{prefix.FileOf(address)}`", value, diagnostics);

    /// <summary>Keeps any sensitive value under a name; <paramref name="subject"/> begins the sentence that reports it.</summary>
    public string? Keep(string name, string subject, string value, DiagnosticBag diagnostics)
    {
        var file = Path.Join(Folder, Uri.EscapeDataString(name));
        try
        {
            PrivateFiles.MakeFolder(Folder);
            PrivateFiles.WriteAtomic(file, Encoding.UTF8.GetBytes(value));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SecretDiagnostics.NotKept(subject, file, exception.Message));
            return null;
        }

        diagnostics.Add(SecretDiagnostics.Kept(subject, file));
        return file;
    }
}
