using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>What `pip` is asked for, as it reads it.</summary>
internal static class PipRequirements
{
    // `1.4.0` is that version, and `>=1.4,<2` what it says.
    public static string Of(PackageSpec package) => package.Version switch
    {
        null => package.Name,
        [>= '0' and <= '9', ..] exact => $"{package.Name}=={exact}",
        var range => $"{package.Name}{range}",
    };

    /// <summary>Writes the versions that files are of, and gives the path.</summary>
    public static string WritePins(PackageRun run, string name, IEnumerable<string> files)
        => Write(run, name, PipDistribution.Pins(files).Select(static item => item.Pin));

    /// <summary>Writes the versions that files are of with the hashes that they may have, and gives the path.</summary>
    public static string WriteHashes(PackageRun run, string name, IReadOnlyDictionary<string, string> hashes)
        => Write(run, name, PipDistribution.Pins(hashes.Keys).Select(item => string.Join(
            ' ',
            item.Files.Select(file => $"--hash={hashes[file]}").Order(StringComparer.Ordinal).Prepend(item.Pin))));

    // pip stops at the first that it cannot get: where the package itself comes first, that is not one of the many it needs.
    private static string Write(PackageRun run, string name, IEnumerable<string> lines)
    {
        var path = Path.Join(run.Scratch.Folder, $"{name}.txt");
        File.WriteAllLines(path, lines.OrderByDescending(line => line.StartsWith($"{run.Package.Name}==", StringComparison.Ordinal)));
        return path;
    }
}
