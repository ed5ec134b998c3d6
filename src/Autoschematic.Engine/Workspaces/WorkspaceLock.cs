using Autoschematic.Engine.Locks;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workspaces;

/// <summary>How commands take the lock: nobody works on files that an interrupted command left half changed.</summary>
public static class WorkspaceLock
{
    /// <summary>
    /// Takes the lock; an exclusive holder undoes or finishes first what was interrupted. Null with diagnostics
    /// when somebody else has it, or when something unfinished is left.
    /// </summary>
    public static async Task<RepositoryLock?> TryAcquireAsync(
        Workspace workspace, LockKind kind, string command, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var held = RepositoryLock.TryAcquire(workspace.Git, kind, command, workspace.Host, workspace.Clock, diagnostics);
        if (held is null)
        {
            return null;
        }

        var inOrder = false;
        try
        {
            inOrder = kind == LockKind.Exclusive
                ? await workspace.Transactions.RecoverAsync(diagnostics)
                : workspace.Transactions.Check(diagnostics);
            return inOrder ? held : null;
        }
        finally
        {
            if (!inOrder)
            {
                held.Dispose();
            }
        }
    }
}
