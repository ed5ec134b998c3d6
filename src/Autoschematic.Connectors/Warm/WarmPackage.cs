using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Warm;

/// <summary>A <see cref="LockedPackage"/> as it travels.</summary>
internal sealed record WarmPackage(PackageKind Kind, string Name, string Version, IReadOnlyDictionary<string, string> Hashes)
{
    public string? Wanted { get; init; }

    public string? Git { get; init; }

    public string? Revision { get; init; }

    public IReadOnlyList<string>? Features { get; init; }

    public string? Binary { get; init; }

    public static WarmPackage Of(LockedPackage package)
        => new(package.Kind, package.Name, package.Version, package.Hashes)
        {
            Wanted = package.Wanted,
            Git = package.Git,
            Revision = package.Revision,
            Features = package.Features,
            Binary = package.Binary,
        };

    public LockedPackage ToPackage()
        => new()
        {
            Kind = Kind,
            Name = Name,
            Wanted = Wanted,
            Version = Version,
            Git = Git,
            Revision = Revision,
            Features = Features,
            Binary = Binary,
            Hashes = Hashes,
        };
}
