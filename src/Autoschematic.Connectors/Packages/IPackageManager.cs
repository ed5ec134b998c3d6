using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>One package manager: chooses versions, checks what it downloads against the lock file, and installs.</summary>
internal interface IPackageManager
{
    /// <summary>Installs into the run's folder and says what was installed; throws <see cref="Model.Connectors.PackageException"/>.</summary>
    Task<LockedPackage> InstallAsync(PackageRun run, CancellationToken cancellationToken);

    /// <summary>Makes what was installed fit to be moved to another folder.</summary>
    void Relocate(string root, string finalRoot)
    {
    }
}
