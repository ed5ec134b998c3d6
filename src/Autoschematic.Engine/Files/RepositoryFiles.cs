using System.IO.Enumeration;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>The files below one root, read and written without ever following a link; safe to share between tasks.</summary>
public sealed class RepositoryFiles : ITreeFiles
{
    private static readonly EnumerationOptions RealEntries = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    private readonly IPathAccess access;
    private readonly FolderSyncs folderSyncs;

    /// <param name="root">Absolute path of the root.</param>
    public RepositoryFiles(string root)
        : this(root, OperatingSystem.IsWindows() ? new PortableAccess(root) : new PosixAccess(root))
    {
    }

    internal RepositoryFiles(string root, IPathAccess access)
    {
        Root = root;
        this.access = access;
        folderSyncs = new(access.SyncFolder);
    }

    /// <summary>Absolute path of the root.</summary>
    public string Root { get; }

    /// <summary>Reads a whole file.</summary>
    public FileRead Read(RepoPath path) => access.Read(path);

    /// <summary>Reads a file that only its owner may have access to; refuses it when others have some.</summary>
    public FileRead ReadPrivate(RepoPath path) => access.ReadPrivate(path);

    /// <summary>The content, or null when the file is missing (no diagnostic) or refused (a diagnostic).</summary>
    public ReadOnlyMemory<byte>? TryRead(RepoPath path, DiagnosticBag diagnostics)
    {
        switch (Read(path))
        {
            case FileRead.Found found:
                return found.Bytes;
            case FileRead.Refused refused:
                diagnostics.Add(refused.Problem);
                return null;
            default:
                return null;
        }
    }

    /// <summary>What is at a path.</summary>
    public FileKind KindOf(RepoPath path) => access.KindOf(path);

    /// <summary>Whether there is a regular file at a path.</summary>
    public bool Exists(RepoPath path) => KindOf(path) == FileKind.File;

    /// <summary>Replaces or creates a file so that a reader sees the old or the new content, never a part; creates folders.</summary>
    public bool WriteAtomic(RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
        => Succeeds(Write(path, content, FilePermissions.Kept), diagnostics);

    /// <inheritdoc cref="WriteAtomic(RepoPath, ReadOnlyMemory{byte}, DiagnosticBag)"/>
    public bool WriteAtomic(
        RepoPath path, ReadOnlyMemory<byte> content, FilePermissions permissions, DiagnosticBag diagnostics)
        => Succeeds(Write(path, content, permissions), diagnostics);

    /// <summary>Like <see cref="WriteAtomic(RepoPath, ReadOnlyMemory{byte}, DiagnosticBag)"/>, but the name is durable only after <see cref="SyncFolder"/>.</summary>
    internal bool WriteUnnamed(RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
        => Succeeds(access.Write(path, content, FilePermissions.Kept, syncFolder: false), diagnostics);

    /// <inheritdoc cref="FolderSyncs.Failed"/>
    internal int FailedSyncs => folderSyncs.Failed;

    /// <summary>Makes the names in a folder durable.</summary>
    /// <param name="since"><see cref="FailedSyncs"/> before the first of them was made.</param>
    internal bool SyncFolder(RepoPath folder, int since, DiagnosticBag diagnostics) => Succeeds(folderSyncs.Sync(folder, since), diagnostics);

    /// <summary>Permissions of a file, to give them to another; null when there is none, or none that matter on this system.</summary>
    public UnixFileMode? ModeOf(RepoPath path) => access.ModeOf(path);

    /// <inheritdoc cref="WriteAtomic(RepoPath, ReadOnlyMemory{byte}, DiagnosticBag)"/>
    /// <param name="mode">Its permissions; null keeps those of the file that is replaced.</param>
    public bool WriteAtomic(RepoPath path, ReadOnlyMemory<byte> content, UnixFileMode? mode, DiagnosticBag diagnostics)
        => Succeeds(Write(path, content, FilePermissions.Kept, mode), diagnostics);

    /// <summary>Deletes a file when it exists, and every folder that it leaves empty, as git does.</summary>
    public bool Remove(RepoPath path, DiagnosticBag diagnostics)
    {
        if (!Succeeds(access.Delete(path), diagnostics))
        {
            return false;
        }

        for (var folder = path.Parent; folder is not null && access.RemoveEmptyFolder(folder); folder = folder.Parent)
        {
        }

        return true;
    }

    /// <summary>Deletes a file when it exists, and the folders it leaves empty inside `.autoschematic` and `.bundle`.</summary>
    public bool Delete(RepoPath path, DiagnosticBag diagnostics)
    {
        if (!Succeeds(access.Delete(path), diagnostics))
        {
            return false;
        }

        for (var folder = path.Parent; folder is not null && IsToolOwned(folder); folder = folder.Parent)
        {
            if (!access.RemoveEmptyFolder(folder))
            {
                break;
            }
        }

        return true;
    }

    /// <summary>Removes what killed writes left below a folder; only for whoever holds the exclusive lock.</summary>
    public void RemoveTemporaries(RepoPath folder)
    {
        var ignored = new DiagnosticBag();
        foreach (var file in List(folder).Where(file => FileLimits.IsTemporaryName(file.Name)))
        {
            Delete(file, ignored);
        }
    }

    /// <summary>Proves that a file could be written now, leaving nothing behind but its folders.</summary>
    /// <param name="toDisk">Whether a file is written to the disk and removed, instead of asking the system for permission only.</param>
    public bool ProveWritable(RepoPath path, DiagnosticBag diagnostics, bool toDisk = true)
        => Succeeds(access.ProveWritable(path, toDisk), diagnostics);

    /// <summary>Every regular file below a folder (null: the root), in ordinal order; `.git` and links are passed over.</summary>
    public IReadOnlyList<RepoPath> List(RepoPath? folder)
    {
        var found = new List<RepoPath>();
        if (folder is null || KindOf(folder) == FileKind.Folder)
        {
            Collect(folder, found);
        }

        found.Sort();
        return found;
    }

    private Diagnostic? Write(RepoPath path, ReadOnlyMemory<byte> content, FilePermissions permissions, UnixFileMode? mode = null)
    {
        if (path.Parent is not { } folder)
        {
            return access.Write(path, content, permissions, mode);
        }

        var failed = folderSyncs.Failed;
        return access.Write(path, content, permissions, mode, syncFolder: false) ?? folderSyncs.Sync(folder, failed);
    }

    private static bool IsToolOwned(RepoPath folder)
        => folder.Text.Split('/') is [".autoschematic", ..]
            || folder.Text.Split('/').Contains(".bundle");

    private static bool Succeeds(Diagnostic? problem, DiagnosticBag diagnostics)
    {
        if (problem is not null)
        {
            diagnostics.Add(problem);
        }

        return problem is null;
    }

    private void Collect(RepoPath? folder, List<RepoPath> found)
    {
        (string Name, bool IsFolder)[] entries;
        try
        {
            // What an entry is stands in the listing itself nearly everywhere, so that none has to be looked at.
            entries =
            [
                .. new FileSystemEnumerable<(string, bool)>(
                    folder is null ? Root : Path.Join(Root, folder.Text),
                    (ref FileSystemEntry entry) => (entry.FileName.ToString(), entry.IsDirectory),
                    RealEntries),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone or closed to us since it was listed: what cannot be read is not there.
            return;
        }

        foreach (var entry in entries)
        {
            if (RepoPath.TryParse(entry.Name) is not { } name)
            {
                continue;
            }

            var path = folder is null ? name : folder.Append(name);
            if (!entry.IsFolder)
            {
                found.Add(path);
            }
            else if (name.Text != ".git")
            {
                Collect(path, found);
            }
        }
    }
}
