using System.Collections.Concurrent;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Files whose contents are durable when they are written, and whose names only after <see cref="Sync"/>: once for all in a folder.</summary>
internal sealed class LateFolders(RepositoryFiles files) : ITreeFiles
{
    // A file made and removed for each proof would cost more than it tells: file systems are slow to use again what was just given up.
    private const int ProofsPerFile = 64;

    private readonly ConcurrentDictionary<RepoPath, int> unsynced = new();
    private readonly ConcurrentDictionary<RepoPath, int> proven = new();

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
        var failed = files.FailedSyncs;
        unsynced.TryAdd(folder, failed);
        var isWritten = files.WriteUnnamed(path, content, diagnostics);
        unsynced.TryAdd(folder, failed);
        return isWritten;
    }

    /// <summary>Has the folder of a file synced, too: whoever wrote it may have been killed before.</summary>
    public void Keep(RepoPath path)
    {
        if (path.Parent is { } folder)
        {
            unsynced.TryAdd(folder, files.FailedSyncs);
        }
    }

    /// <summary>Deletes a file when what was written before, perhaps in its place, is sure to last.</summary>
    public bool Delete(RepoPath path, DiagnosticBag diagnostics)
        // What is synced here stays noted: whoever wrote it has yet to learn that it is durable.
        => unsynced.All(noted => SyncFolder(noted.Key, noted.Value, diagnostics)) && files.Delete(path, diagnostics);

    /// <summary>Proves that a file could be written now: the first time in a folder, and now and then again, by writing one.</summary>
    public bool ProveWritable(RepoPath path, DiagnosticBag diagnostics)
    {
        if (path.Parent is not { } folder)
        {
            return files.ProveWritable(path, diagnostics);
        }

        var number = proven.AddOrUpdate(folder, 1, (_, before) => before % ProofsPerFile + 1);
        if (files.ProveWritable(path, diagnostics, toDisk: number == 1))
        {
            return true;
        }

        proven.TryRemove(folder, out _);
        return false;
    }

    /// <summary>Whether the next proof for a file writes none.</summary>
    public bool IsProven(RepoPath path)
        => path.Parent is { } folder && proven.GetValueOrDefault(folder) is > 0 and < ProofsPerFile;

    /// <summary>Whether there are names that <see cref="Sync"/> has to make durable.</summary>
    public bool HasUnsynced => !unsynced.IsEmpty;

    /// <summary>Whether a folder could not be synced: that it can be later says nothing about what was written before.</summary>
    public bool HasLostNames { get; private set; }

    /// <summary>Makes durable what was written before; false with a diagnostic when that is not possible.</summary>
    public bool Sync(DiagnosticBag diagnostics)
    {
        var isDone = true;
        foreach (var folder in unsynced.Keys)
        {
            if (unsynced.TryRemove(folder, out var failed))
            {
                isDone &= SyncFolder(folder, failed, diagnostics);
            }
        }

        return isDone;
    }

    private bool SyncFolder(RepoPath folder, int failed, DiagnosticBag diagnostics)
    {
        var isDone = files.SyncFolder(folder, failed, diagnostics);
        HasLostNames |= !isDone;
        return isDone;
    }
}
