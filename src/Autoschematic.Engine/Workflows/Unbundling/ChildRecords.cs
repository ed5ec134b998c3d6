using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>Remembers in the common git folder what unbundling wrote, so that a child edited by hand is told from one that was not.</summary>
/// <remarks>A cache: without a record a child counts as unedited, as its marker says that the bundle made it.</remarks>
internal sealed class ChildRecords(GitRepository git)
{
    private string Folder => Path.Join(git.StateDirectory, "unbundled");

    /// <summary>Whether the file holds something else than what was written last.</summary>
    public bool IsEdited(RepoPath file, ReadOnlyMemory<byte> content)
    {
        var record = RecordOf(file);
        return File.Exists(record) && File.ReadAllText(record) != HashOf(content);
    }

    public void Remember(RepoPath file, ReadOnlyMemory<byte> content)
    {
        Directory.CreateDirectory(Folder);
        var temporary = Path.Join(Folder, $"{Guid.NewGuid():n}.tmp");
        File.WriteAllText(temporary, HashOf(content));
        File.Move(temporary, RecordOf(file), overwrite: true);
    }

    // A hash of the path: paths may be longer than one file name can be.
    private string RecordOf(RepoPath file) => Path.Join(Folder, HashOf(Encoding.UTF8.GetBytes(file.Text)));

    private static string HashOf(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
