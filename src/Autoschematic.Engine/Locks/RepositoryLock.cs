using Autoschematic.Engine.Git;
using Autoschematic.Engine.Hosts;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Locks;

/// <summary>The lock between commands that work in one repository and its linked working trees; freed by disposing it.</summary>
public sealed class RepositoryLock : IDisposable
{
    private RepositoryLock(LockKind kind) => Kind = kind;

    public LockKind Kind { get; }

    /// <summary>Takes the lock, or returns null with a diagnostic that names the holder.</summary>
    /// <param name="command">What the lock is taken for, as others will see it.</param>
    public static RepositoryLock? TryAcquire(
        GitRepository git,
        LockKind kind,
        string command,
        HostEnvironment host,
        TimeProvider clock,
        DiagnosticBag diagnostics) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
