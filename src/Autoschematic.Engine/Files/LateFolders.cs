using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Files whose contents are durable when they are written, and whose names only after <see cref="Sync"/>: once for all in a folder.</summary>
internal sealed class LateFolders(RepositoryFiles files) : ITreeFiles
{
    private readonly ConcurrentDictionary<RepoPath, byte> unsynced = new();
    private readonly ConcurrentDictionary<RepoPath, byte> proven = new();

    public FileRead Read(RepoPath path) => files.Read(path);

    public bool Exists(RepoPath path) => files.Exists(path);

    public IReadOnlyList<RepoPath> List(RepoPath? folder) => files.List(folder);

    public bool WriteAtomic(RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
    {
        if (path.Parent is not { } folder)
        {
            return files.WriteAtomic(path, content, diagnostics);
        }

        // Noted before, so that a Sync that comes in between does not miss it.
        unsynced[folder] = 0;
        var isWritten = files.WriteUnnamed(path, content, diagnostics);
        unsynced[folder] = 0;
        return isWritten;
    }

    public bool Delete(RepoPath path, DiagnosticBag diagnostics) => files.Delete(path, diagnostics);

    /// <summary>Proves that a file could be written now; in a folder where that was proven to the disk before, only to the system.</summary>
    public bool ProveWritable(RepoPath path, DiagnosticBag diagnostics)
    {
        if (path.Parent is not { } folder)
        {
            return files.ProveWritable(path, diagnostics);
        }

        var isProven = files.ProveWritable(path, diagnostics, toDisk: !proven.ContainsKey(folder));
        if (isProven)
        {
            proven[folder] = 0;
        }

        return isProven;
    }

    /// <summary>Makes durable what was written before; false with a diagnostic when that is not possible.</summary>
    public bool Sync(DiagnosticBag diagnostics)
    {
        var isDone = true;
        foreach (var folder in unsynced.Keys)
        {
            unsynced.TryRemove(folder, out _);
            isDone &= files.SyncFolder(folder, diagnostics);
        }

        return isDone;
    }
}
