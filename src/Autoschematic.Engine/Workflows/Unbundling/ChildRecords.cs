using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Unbundling;

/// <summary>Remembers in the common git folder what unbundling wrote, so that a child edited by hand is told from one that was not.</summary>
/// <remarks>
/// A cache: without a record nobody knows, and a child that differs is kept. While children are written a record
/// holds the hashes before and after, so that neither looks like an edit when the command is killed.
/// </remarks>
internal sealed class ChildRecords(GitRepository git)
{
    private string Folder => Path.Join(git.StateDirectory, "unbundled");

    /// <summary>Whether the file holds something else than what was written last; null when nobody remembers.</summary>
    public bool? IsEdited(RepoPath file, ReadOnlyMemory<byte> content)
        => Read(file) is { } hashes ? !hashes.Contains(HashOf(content)) : null;

    /// <summary>Both what is remembered and what is about to be written count from now on.</summary>
    public void Expect(IEnumerable<KeyValuePair<RepoPath, ReadOnlyMemory<byte>>> children, DiagnosticBag diagnostics)
        => Write(children, child => Read(child.Key) is { } hashes ? [.. hashes.Append(HashOf(child.Value)).Distinct()] : [], diagnostics);

    /// <summary>Only what was written counts from now on.</summary>
    public void Remember(IEnumerable<KeyValuePair<RepoPath, ReadOnlyMemory<byte>>> children, DiagnosticBag diagnostics)
        => Write(children, child => [HashOf(child.Value)], diagnostics);

    /// <summary>Children that are gone are nothing to remember.</summary>
    public void Forget(IEnumerable<RepoPath> files)
    {
        foreach (var file in files)
        {
            try
            {
                File.Delete(RecordOf(file));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // A record without a file is never asked for.
            }
        }
    }

    private void Write(
        IEnumerable<KeyValuePair<RepoPath, ReadOnlyMemory<byte>>> children,
        Func<KeyValuePair<RepoPath, ReadOnlyMemory<byte>>, string[]> hashes,
        DiagnosticBag diagnostics)
    {
        try
        {
            PrivateFiles.MakeFolder(Folder);
            foreach (var child in children)
            {
                var lines = hashes(child);
                if (lines.Length > 0 && !lines.SequenceEqual(Read(child.Key) ?? []))
                {
                    PrivateFiles.WriteAtomic(RecordOf(child.Key), Encoding.ASCII.GetBytes(string.Join('\n', lines)));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(UnbundlingDiagnostics.NotRemembered(Folder, exception.Message));
        }
    }

    private string[]? Read(RepoPath file)
    {
        try
        {
            var record = RecordOf(file);
            return File.Exists(record) ? File.ReadAllLines(record) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A hash of the path: paths may be longer than one file name can be. Linked working trees differ in what they hold.
    private string RecordOf(RepoPath file) => Path.Join(Folder, HashOf(Encoding.UTF8.GetBytes($"{git.Worktree}\n{file}")));

    private static string HashOf(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
