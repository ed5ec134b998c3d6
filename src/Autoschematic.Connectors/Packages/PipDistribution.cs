using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>What the name of a Python package's file says.</summary>
/// <param name="Name">The package, in its one spelling.</param>
/// <param name="Version">Its version.</param>
internal sealed record PipDistribution(string Name, string Version)
{
    /// <summary>The requirement that means just this version.</summary>
    public string Pin => $"{Name}=={Version}";

    /// <summary>Reads `NAME-VERSION-….whl` and `NAME-VERSION.tar.gz`.</summary>
    public static PipDistribution Of(string file)
    {
        if (file.EndsWith(".whl", StringComparison.Ordinal) && file.Split('-') is [var name, var version, ..])
        {
            return Make(name, version);
        }

        // A name may hold hyphens, a version does not.
        var stem = file.EndsWith(".tar.gz", StringComparison.Ordinal) ? file[..^".tar.gz".Length] : Path.GetFileNameWithoutExtension(file);
        var end = stem.LastIndexOf('-');
        return end < 0 ? Make(stem, "0") : Make(stem[..end], stem[(end + 1)..]);
    }

    /// <summary>The packages that files are of, each with its files: one for every platform that it was installed on.</summary>
    public static IEnumerable<(string Pin, IReadOnlyList<string> Files)> Pins(IEnumerable<string> files)
        => files.GroupBy(static file => Of(file).Pin, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => (group.Key, (IReadOnlyList<string>)[.. group]));

    /// <summary>The one spelling of a package's name.</summary>
    public static string NormaliseName(string name) => PackageSpec.NormaliseName(PackageKind.Pip, name);

    private static PipDistribution Make(string name, string version) => new(NormaliseName(name), version);
}
