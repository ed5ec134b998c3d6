using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>The files below one root, read and written without ever following a link; safe to share between tasks.</summary>
public sealed class RepositoryFiles(string root)
{
    /// <summary>Absolute path of the root.</summary>
    public string Root { get; } = root;

    /// <summary>Reads a whole file.</summary>
    public FileRead Read(RepoPath path) => throw new NotImplementedException();

    /// <summary>The content, or null when the file is missing (no diagnostic) or refused (a diagnostic).</summary>
    public ReadOnlyMemory<byte>? TryRead(RepoPath path, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>What is at a path.</summary>
    public FileKind KindOf(RepoPath path) => throw new NotImplementedException();

    /// <summary>Whether there is a regular file at a path.</summary>
    public bool Exists(RepoPath path) => KindOf(path) == FileKind.File;

    /// <summary>Replaces or creates a file so that a reader sees the old or the new content, never a part; creates folders.</summary>
    public bool WriteAtomic(RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics)
        => throw new NotImplementedException();

    /// <summary>Deletes a file when it exists, and the folders it leaves empty inside `.autoschematic` and `.bundle`.</summary>
    public bool Delete(RepoPath path, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Proves that a file could be written now, leaving nothing behind but its folders.</summary>
    public bool ProveWritable(RepoPath path, DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Every regular file below a folder (null: the root), in ordinal order; `.git` and links are passed over.</summary>
    public IReadOnlyList<RepoPath> List(RepoPath? folder) => throw new NotImplementedException();
}
