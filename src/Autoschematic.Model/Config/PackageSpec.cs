using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Autoschematic.Model.Config;

/// <summary>What a spec asks a package manager for; specs that ask for the same are installed once.</summary>
/// <param name="Kind">The package manager.</param>
/// <param name="Name">The package, as its manager writes it when names differ only in spelling.</param>
/// <param name="Version">The version that is wanted, if one is.</param>
/// <param name="Git">A git repository instead of the registry.</param>
/// <param name="Features">Features to switch on, sorted and separated by commas; empty for none.</param>
/// <param name="Binary">The only program to build, if one is named.</param>
public sealed partial record PackageSpec(
    PackageKind Kind, string Name, string? Version, string? Git = null, string Features = "", string? Binary = null)
{
    /// <summary>The package of a spec; null for specs that are started from what is there.</summary>
    public static PackageSpec? TryOf(ConnectorSpec spec) => spec switch
    {
        CargoSpec cargo => new(
            PackageKind.Cargo, cargo.Name, cargo.Version, cargo.Git, Join(cargo.Features ?? []), cargo.Binary),
        PipSpec pip => new(PackageKind.Pip, NormaliseName(PackageKind.Pip, pip.Name), pip.Version),
        DotnetToolSpec tool => new(PackageKind.DotnetTool, NormaliseName(PackageKind.DotnetTool, tool.Name), tool.Version),
        BinarySpec or CargoLocalSpec or PythonLocalSpec or TypescriptLocalSpec or DotnetLocalSpec => null,
        _ => throw new UnreachableException(spec.GetType().Name),
    };

    /// <summary>The one spelling of a name that its package manager takes in several.</summary>
    public static string NormaliseName(PackageKind kind, string name) => kind switch
    {
        PackageKind.Cargo => name,
        PackageKind.Pip => Separators().Replace(name, "-").ToLowerInvariant(),
        PackageKind.DotnetTool => name.ToLowerInvariant(),
        _ => throw new UnreachableException(kind.ToString()),
    };

    /// <summary>The package with the version that is wanted, as messages name it.</summary>
    public override string ToString() => Version is null ? $"{Kind} {Name}" : $"{Kind} {Name} {Version}";

    /// <summary>Features as one text, in one order.</summary>
    internal static string Join(IEnumerable<string> features)
        => string.Join(',', features.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
