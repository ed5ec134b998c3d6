using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Installing;

/// <summary>What became of each connector, in file order.</summary>
/// <param name="LockFile">The lock file, when it was written.</param>
/// <param name="Removed">Packages that the lock file had and that no connector is of any more.</param>
public sealed record InstallResult(
    IReadOnlyList<InstalledConnector> Connectors,
    RepoPath? LockFile,
    IReadOnlyList<LockedPackage> Removed,
    IReadOnlyList<Diagnostic> Diagnostics,
    RunOutcome Outcome);

/// <summary>One connector and the package that it is started from.</summary>
/// <param name="Package">What its spec asks for; null when it is started from what is there.</param>
/// <param name="Installed">The package in the store; null when it needs none or has failed.</param>
public sealed record InstalledConnector(
    Prefix Prefix, string Name, ConnectorSpec Spec, PackageSpec? Package, InstalledPackage? Installed, PackageState State);
