using Autoschematic.Model.Config;

namespace Autoschematic.Model.Connectors;

/// <summary>A package to install.</summary>
/// <param name="RepositoryRoot">Absolute path; package managers run there, so that their settings in the repository hold.</param>
/// <param name="Package">What the specs ask for.</param>
/// <param name="Locked">What was installed before and is installed again; null when a version has yet to be chosen.</param>
/// <param name="OnlyLocked">Whether files that the lock file does not know are refused.</param>
public sealed record PackageOrder(string RepositoryRoot, PackageSpec Package, LockedPackage? Locked, bool OnlyLocked);
