using Autoschematic.Model.Config;

namespace Autoschematic.Model.Connectors;

/// <summary>A package that is in the store.</summary>
/// <param name="Locked">What it is, for the lock file.</param>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="IsNew">Whether it was put there just now.</param>
public sealed record InstalledPackage(LockedPackage Locked, string Folder, bool IsNew);
