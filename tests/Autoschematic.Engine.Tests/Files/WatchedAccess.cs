using System.Collections.Concurrent;
using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Files;

/// <summary>The files of a folder as they are; notes what has to do with the disk, and fails where a test says so.</summary>
internal sealed class WatchedAccess(string root) : IPathAccess
{
    private readonly IPathAccess real = OperatingSystem.IsWindows() ? new PortableAccess(root) : new PosixAccess(root);
    private readonly ConcurrentQueue<string> steps = new();

    /// <summary>Why a folder cannot be synced, or null.</summary>
    public Func<RepoPath, Diagnostic?> SyncFailure { get; set; } = _ => null;

    /// <summary>Why nothing can be written, or null.</summary>
    public Diagnostic? ProofFailure { get; set; }

    /// <summary>What was written, deleted, proven and synced, in order, one a line.</summary>
    public string Steps => string.Join('\n', steps);

    /// <summary>Every folder that was synced by itself, in order.</summary>
    public IEnumerable<string> Synced
        => steps.Where(step => step.StartsWith("sync ", StringComparison.Ordinal)).Select(step => step["sync ".Length..]);

    public FileKind KindOf(RepoPath path) => real.KindOf(path);

    public FileRead Read(RepoPath path) => real.Read(path);

    public FileRead ReadPrivate(RepoPath path) => real.ReadPrivate(path);

    public UnixFileMode? ModeOf(RepoPath path) => real.ModeOf(path);

    public Diagnostic? Write(
        RepoPath path, ReadOnlyMemory<byte> content, FilePermissions permissions, UnixFileMode? mode = null, bool syncFolder = true)
    {
        steps.Enqueue(syncFolder ? $"write {path}" : $"write {path} late");
        return real.Write(path, content, permissions, mode, syncFolder);
    }

    public Diagnostic? SyncFolder(RepoPath folder)
    {
        steps.Enqueue($"sync {folder}");
        return SyncFailure(folder) ?? real.SyncFolder(folder);
    }

    public Diagnostic? Delete(RepoPath path)
    {
        steps.Enqueue($"delete {path}");
        return real.Delete(path);
    }

    public Diagnostic? ProveWritable(RepoPath path, bool toDisk)
    {
        steps.Enqueue(toDisk ? $"prove {path}" : $"ask {path}");
        return ProofFailure ?? real.ProveWritable(path, toDisk);
    }

    public bool RemoveEmptyFolder(RepoPath folder) => real.RemoveEmptyFolder(folder);
}
