namespace Autoschematic.Model.Connectors;

/// <summary>Installs the packages of connectors with their own package managers, each into a folder that nothing changes any more.</summary>
public interface IPackageInstaller : IAsyncDisposable
{
    /// <summary>Installs a package unless it is there already; throws <see cref="PackageException"/> when that fails.</summary>
    /// <param name="order">The package.</param>
    /// <param name="onLine">Receives what package managers print, line by line.</param>
    Task<InstalledPackage> InstallAsync(PackageOrder order, Action<string> onLine, CancellationToken cancellationToken);

    /// <summary>
    /// Waits until nobody else holds a file; it is free again when the result is disposed, or its holder dies.
    /// Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> when the file cannot be made or opened.
    /// </summary>
    /// <param name="file">Absolute path; the file is made when it is missing.</param>
    Task<IDisposable> HoldAsync(string file, CancellationToken cancellationToken);
}
