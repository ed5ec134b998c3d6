using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;

namespace Autoschematic.Model.Config;

/// <summary>A valid `autoschematic.lock.ron`: the packages that connectors were installed from.</summary>
public sealed record LockFile(IReadOnlyList<LockedPackage> Packages)
{
    /// <summary>Name of the file at the repository root.</summary>
    public const string FileName = "autoschematic.lock.ron";

    private const string Heading = "// Written by `autoschematic install`; keep it in git.\n";

    /// <summary>What is locked for a spec: what was locked for just this one, else the first that it allows; null when nothing is.</summary>
    public LockedPackage? Find(PackageSpec spec)
        => Packages.FirstOrDefault(locked => locked.Spec == spec) ?? Packages.FirstOrDefault(locked => locked.Satisfies(spec));

    /// <summary>What is locked of the package that a spec names, in a version that it does not allow; null when nothing is.</summary>
    public LockedPackage? FindOther(PackageSpec spec)
        => Find(spec) is null ? Packages.FirstOrDefault(locked => locked.IsOf(spec)) : null;

    /// <summary>The file's text: the same packages give the same text.</summary>
    public static string Write(IEnumerable<LockedPackage> packages)
    {
        LockedPackage[] sorted =
        [
            .. packages
                .Select(package => package with
                {
                    Features = package.Features is { Count: > 0 } features ? [.. features.Order(StringComparer.Ordinal)] : null,
                    Hashes = new SortedDictionary<string, string>(package.Hashes.ToDictionary(), StringComparer.Ordinal),
                })
                .OrderBy(package => package.Kind)
                .ThenBy(package => package.Name, StringComparer.Ordinal)
                .ThenBy(package => package.Spec.ToString(), StringComparer.Ordinal)
                .ThenBy(package => $"{package.Git} {package.Spec.Features} {package.Binary}", StringComparer.Ordinal)
        ];
        return $"{Heading}{RonSerializer.Serialize(new LockFileDocument(sorted))}\n";
    }
}
