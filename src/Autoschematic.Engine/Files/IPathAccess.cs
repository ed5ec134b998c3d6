using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>How one operating system reaches a file without following links; null means done.</summary>
internal interface IPathAccess
{
    FileKind KindOf(RepoPath path);

    FileRead Read(RepoPath path);

    /// <summary>Reads a file that nobody else may read; refuses it when they may.</summary>
    FileRead ReadPrivate(RepoPath path);

    /// <summary>Permissions of a file; null when there is none, or none that matter on this system.</summary>
    UnixFileMode? ModeOf(RepoPath path);

    /// <param name="mode">Permissions for exactly this file, before those of <paramref name="permissions"/>.</param>
    /// <param name="syncFolder">Whether the name is durable, too; else <see cref="SyncFolder"/> has to follow.</param>
    Diagnostic? Write(
        RepoPath path, ReadOnlyMemory<byte> content, FilePermissions permissions, UnixFileMode? mode = null, bool syncFolder = true);

    /// <summary>Makes the names in a folder durable.</summary>
    Diagnostic? SyncFolder(RepoPath folder);

    Diagnostic? Delete(RepoPath path);

    /// <param name="toDisk">Whether a file is written to the disk and removed, instead of asking the system for permission only.</param>
    Diagnostic? ProveWritable(RepoPath path, bool toDisk);

    /// <summary>Removes a folder if it is empty and says whether it did.</summary>
    bool RemoveEmptyFolder(RepoPath folder);
}
