using System.Security.Cryptography;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>Hashes of downloaded files, and what the lock file says of them.</summary>
internal static class PackageHashes
{
    public static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(stream))}";
    }

    public static string Sha512(string file)
    {
        using var stream = File.OpenRead(file);
        return $"sha512:{Convert.ToHexStringLower(SHA512.HashData(stream))}";
    }

    /// <summary>
    /// What the lock file says after these files arrived: a file that it knows with another hash is refused; one that it
    /// does not know, as other platforms have, is added, or refused too where only what is locked may be installed.
    /// When none arrived that could be compared, that is refused as well.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Merge(PackageRun run, IReadOnlyDictionary<string, string> arrived)
    {
        if (run.Locked is not { } locked)
        {
            return arrived;
        }

        if (arrived.Count == 0 && locked.Hashes.Count > 0)
        {
            throw PackageFailures.WithoutHash(run.Package);
        }

        var merged = new SortedDictionary<string, string>(locked.Hashes.ToDictionary(), StringComparer.Ordinal);
        foreach (var (file, hash) in arrived)
        {
            if (!merged.TryGetValue(file, out var known))
            {
                merged[file] = run.Order.OnlyLocked ? throw PackageFailures.UnknownFile(run.Package, file) : hash;
            }
            else if (known != hash)
            {
                throw PackageFailures.OtherHash(run.Package, file, hash, known);
            }
        }

        return merged;
    }

    /// <summary>What was installed of what was asked for.</summary>
    public static LockedPackage Lock(PackageRun run, string version, IReadOnlyDictionary<string, string> hashes, string? revision = null)
        => run.Locked is { } locked && locked.Version != version
            ? throw PackageFailures.UnexpectedVersion(run.Package, version, locked.Version)
            : new LockedPackage
            {
                Kind = run.Package.Kind,
                Name = run.Package.Name,
                Wanted = run.Package.Version,
                Version = version,
                Git = run.Package.Git,
                Revision = revision,
                Features = run.Package.Features.Length == 0 ? null : run.Package.Features.Split(','),
                Binary = run.Package.Binary,
                Hashes = Merge(run, hashes),
            };
}
