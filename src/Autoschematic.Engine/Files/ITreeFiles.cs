using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Files;

/// <summary>Files of the repository as they are, or as planned changes will leave them.</summary>
public interface ITreeFiles
{
    /// <summary>Reads a whole file.</summary>
    FileRead Read(RepoPath path);

    /// <summary>Whether there is a regular file at a path.</summary>
    bool Exists(RepoPath path);

    /// <summary>Every regular file below a folder (null: the root), in ordinal order.</summary>
    IReadOnlyList<RepoPath> List(RepoPath? folder);

    /// <summary>Replaces or creates a file; false with a diagnostic when that is not possible.</summary>
    bool WriteAtomic(RepoPath path, ReadOnlyMemory<byte> content, DiagnosticBag diagnostics);

    /// <summary>Wants a file that is as it should be already to be as durable as one that is written now.</summary>
    void Keep(RepoPath path)
    {
    }

    /// <summary>Deletes a file when it exists; false with a diagnostic when that is not possible.</summary>
    bool Delete(RepoPath path, DiagnosticBag diagnostics);
}
