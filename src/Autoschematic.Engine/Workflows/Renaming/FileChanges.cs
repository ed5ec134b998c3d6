using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Renaming;

/// <summary>Writes and deletions that all happen, or are undone.</summary>
internal sealed class FileChanges(RepositoryFiles files)
{
    private readonly List<(RepoPath File, ReadOnlyMemory<byte>? Content)> planned = [];

    /// <summary>Every path that is written or deleted.</summary>
    public IReadOnlyList<RepoPath> Paths => [.. planned.Select(change => change.File).Distinct().Order()];

    public void Write(RepoPath file, ReadOnlyMemory<byte> content) => planned.Add((file, content));

    public void Delete(RepoPath file) => planned.Add((file, null));

    /// <summary>Makes all changes; at the first that fails those before it are undone and its path is returned.</summary>
    public RepoPath? Commit(DiagnosticBag diagnostics)
    {
        var done = new Stack<(RepoPath File, ReadOnlyMemory<byte>? Before)>();
        foreach (var (file, content) in planned)
        {
            var problems = new DiagnosticBag();
            var before = files.TryRead(file, problems);
            var made = !problems.HasErrors && (content is { } bytes
                ? files.WriteAtomic(file, bytes, problems)
                : files.Delete(file, problems));
            if (made)
            {
                done.Push((file, before));
                continue;
            }

            diagnostics.AddRange(problems);
            Undo(done, diagnostics);
            return file;
        }

        return null;
    }

    private void Undo(Stack<(RepoPath File, ReadOnlyMemory<byte>? Before)> done, DiagnosticBag diagnostics)
    {
        foreach (var (file, before) in done)
        {
            if (before is { } bytes)
            {
                files.WriteAtomic(file, bytes, diagnostics);
            }
            else
            {
                files.Delete(file, diagnostics);
            }
        }
    }
}
