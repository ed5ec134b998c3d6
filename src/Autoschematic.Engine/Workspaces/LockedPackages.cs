using Autoschematic.Engine.Files;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Workspaces;

/// <summary>Reads the lock file of a repository.</summary>
internal static class LockedPackages
{
    public static RepoPath File { get; } = RepoPath.Parse(LockFile.FileName);

    /// <summary>The lock file; null when there is none, or when a diagnostic says why it cannot be used.</summary>
    public static LockFile? Load(RepositoryFiles files, DiagnosticBag diagnostics)
    {
        if (files.TryRead(File, diagnostics) is not { } bytes)
        {
            return null;
        }

        if (Utf8.TryDecode(bytes) is { } text)
        {
            return LockFileRules.Load(new SourceText(text, LockFile.FileName), diagnostics);
        }

        diagnostics.Add(WorkspaceDiagnostics.NotUtf8(File));
        return null;
    }
}
