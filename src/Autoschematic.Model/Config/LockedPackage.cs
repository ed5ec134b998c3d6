using Autoschematic.Model.Config.Documents;
using Autoschematic.Ron.Binding;
using PolyType;

namespace Autoschematic.Model.Config;

/// <summary>One package as it was installed; exactly this is installed again.</summary>
[RonName("Locked")]
[Doc("One installed package.")]
public sealed record LockedPackage
{
    [Doc("The package manager: the name of the connector's spec.")]
    public required PackageKind Kind { get; init; }

    [Doc("The name of the package; spellings that its package manager takes for the same are written in one way.")]
    public required string Name { get; init; }

    [RonOmit]
    [Doc("The version that the spec asks for, when it asks for one.")]
    public string? Wanted { get; init; }

    [Doc("The version that was installed.")]
    public required string Version { get; init; }

    [RonOmit]
    [Doc("The git repository that a crate comes from, as in the spec.")]
    public string? Git { get; init; }

    [RonOmit]
    [Doc("The commit of that repository: 40 hexadecimal digits in lower case.")]
    public string? Revision { get; init; }

    [RonOmit]
    [Doc("Features of a crate that are switched on, sorted.")]
    public IReadOnlyList<string>? Features { get; init; }

    [RonOmit]
    [Doc("The only program of a crate that was built, when the spec names one.")]
    public string? Binary { get; init; }

    [Doc("The hash of each file that was downloaded for it, those of its dependencies too, by file name: `sha256:` and 64 hexadecimal digits, or `sha512:` and 128.")]
    public required IReadOnlyDictionary<string, string> Hashes { get; init; }

    /// <summary>What was asked for when it was installed.</summary>
    [PropertyShape(Ignore = true)]
    public PackageSpec Spec => new(Kind, PackageSpec.NormaliseName(Kind, Name), Wanted, Git, PackageSpec.Join(Features ?? []), Binary);

    /// <summary>Whether it is what a spec asks for: the same package, in a version that the spec allows.</summary>
    public bool Satisfies(PackageSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return IsOf(spec) && (spec.Version is null || spec.Version == Wanted || spec.Version == Version);
    }

    /// <summary>Whether it is of the package that a spec names, in whatever version.</summary>
    public bool IsOf(PackageSpec spec) => Spec with { Version = null } == spec with { Version = null };
}
