using Autoschematic.Engine.Files;
using Autoschematic.Engine.Hosts;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Locks;

/// <summary>The file that stops everything which modifies infrastructure while it is present.</summary>
public sealed class SafetyLock(RepositoryFiles files)
{
    /// <summary>Where the file is.</summary>
    public static RepoPath File { get; } = RepoPath.Parse(".autoschematic.safety.lock");

    /// <summary>Who locked and why, or null when the repository is not locked.</summary>
    public SafetyState? Read() => throw new NotImplementedException(files.Root);

    /// <summary>True when the repository is not locked, else false with a diagnostic that names owner and reason.</summary>
    public bool Check(DiagnosticBag diagnostics) => throw new NotImplementedException();

    /// <summary>Locks; false with a diagnostic when it is locked already or the file cannot be written.</summary>
    public bool Lock(string? reason, HostEnvironment host, TimeProvider clock, DiagnosticBag diagnostics)
        => throw new NotImplementedException();

    /// <summary>Unlocks; true also when it was not locked.</summary>
    public bool Unlock(DiagnosticBag diagnostics) => throw new NotImplementedException();
}
