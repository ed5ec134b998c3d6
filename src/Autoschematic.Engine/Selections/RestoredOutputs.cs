using System.Security.Cryptography;
using System.Text;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Selections;

/// <summary>Output files that are back on disk for a while; disposing removes those that nobody changed.</summary>
/// <remarks>
/// Before the first file appears their names and hashes are noted in the git folder; whoever restores next
/// removes what a killed command left behind.
/// </remarks>
public sealed class RestoredOutputs : IDisposable
{
    private readonly Workspace workspace;
    private readonly List<(RepoPath File, string Hash)> restored = [];

    private RestoredOutputs(Workspace workspace) => this.workspace = workspace;

    public IReadOnlyList<RepoPath> Files => [.. restored.Select(entry => entry.File)];

    private string NoteFile => Path.Join(workspace.Git.GitDirectory, "autoschematic-restored-outputs");

    internal static async Task<RestoredOutputs?> RestoreAsync(
        Workspace workspace,
        GitContents contents,
        IReadOnlyList<DeletedOutput> outputs,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var result = new RestoredOutputs(workspace);
        result.RemoveLeftovers();
        var found = new List<(RepoPath File, ReadOnlyMemory<byte> Content)>();
        foreach (var output in outputs)
        {
            if (await contents.ReadAsync(output.Blob, output.File, diagnostics, cancellationToken) is not { } content)
            {
                return null;
            }

            if (!workspace.Files.Exists(output.File))
            {
                found.Add((output.File, content));
            }
        }

        return found.Count == 0 || result.Write(found, diagnostics) ? result : null;
    }

    public void Dispose()
    {
        Remove(restored);
        restored.Clear();
        File.Delete(NoteFile);
    }

    private static string HashOf(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));

    private bool Write(IReadOnlyList<(RepoPath File, ReadOnlyMemory<byte> Content)> found, DiagnosticBag diagnostics)
    {
        var note = new StringBuilder();
        foreach (var (file, content) in found)
        {
            note.Append(HashOf(content)).Append(' ').Append(file).Append('\n');
        }

        try
        {
            WriteNote(note.ToString());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(GitDiagnostics.TemporaryFile(NoteFile, exception.Message));
            return false;
        }

        foreach (var (file, content) in found)
        {
            if (!workspace.Files.WriteAtomic(file, content, diagnostics))
            {
                Dispose();
                return false;
            }

            restored.Add((file, HashOf(content)));
        }

        return true;
    }

    private void WriteNote(string text)
    {
        var temporary = NoteFile + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, NoteFile, overwrite: true);
    }

    private void RemoveLeftovers()
    {
        if (!File.Exists(NoteFile))
        {
            return;
        }

        var leftovers = File.ReadAllLines(NoteFile)
            .Select(line => line.Split(' ', 2))
            .Where(parts => parts.Length == 2)
            .Select(parts => (File: RepoPath.TryParse(parts[1]), Hash: parts[0]))
            .Where(entry => entry.File is not null);
        Remove([.. leftovers.Select(entry => (entry.File!, entry.Hash))]);
        File.Delete(NoteFile);
    }

    private void Remove(IReadOnlyList<(RepoPath File, string Hash)> entries)
    {
        var ignored = new DiagnosticBag();
        foreach (var (file, hash) in entries)
        {
            if (workspace.Files.TryRead(file, ignored) is { } content && HashOf(content) == hash)
            {
                // One that cannot be deleted now is noted and goes with the next run.
                workspace.Files.Delete(file, ignored);
            }
        }
    }
}
