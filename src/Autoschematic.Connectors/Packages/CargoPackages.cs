using System.Text;
using Autoschematic.Connectors.Install;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>Crates: `cargo` resolves them into a `Cargo.lock`, then builds just what that says.</summary>
internal sealed class CargoPackages(IReadOnlyDictionary<string, string> hostEnvironment) : IPackageManager
{
    private const string Asking = "autoschematic-asks";

    public async Task<LockedPackage> InstallAsync(PackageRun run, CancellationToken cancellationToken)
    {
        var cargo = FindCargo(run);
        var crate = await ResolveAsync(run, cargo, cancellationToken).ConfigureAwait(false);
        if ((run.Package.Git is null ? crate.Checksum : crate.Revision) is null)
        {
            throw PackageFailures.FromElsewhere(run.Package, isLocked: run.Locked is not null);
        }

        if (run.Locked is { Revision: { } revision } && revision != crate.Revision)
        {
            throw PackageFailures.UnexpectedVersion(run.Package, $"{crate.Version} at {crate.Revision}", revision);
        }

        // The index has the hash of the crate's file, and cargo holds against it what it downloads.
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (crate.Checksum is { } checksum)
        {
            hashes[$"{run.Package.Name}-{crate.Version}.crate"] = $"sha256:{checksum}";
        }

        var locked = PackageHashes.Lock(run, crate.Version, hashes, crate.Revision);
        string[] source = crate.Revision is null ? ["--version", $"={crate.Version}"] : ["--git", run.Package.Git!, "--rev", crate.Revision];
        string[] features = run.Package.Features.Length == 0 ? [] : ["--features", run.Package.Features];
        string[] binary = run.Package.Binary is null ? [] : ["--bin", run.Package.Binary];
        await run.RunAsync(
            cargo,
            ["install", "--locked", "--root", run.Root, .. source, .. features, .. binary, run.Package.Name],
            cancellationToken,
            new Dictionary<string, string> { ["CARGO_TARGET_DIR"] = run.Scratch.MakeFolder("target") }).ConfigureAwait(false);
        return locked;
    }

    private static async Task<ResolvedCrate> ResolveAsync(PackageRun run, string cargo, CancellationToken cancellationToken)
    {
        var folder = run.Scratch.MakeFolder("resolve");
        var manifest = Path.Join(folder, "Cargo.toml");
        await File.WriteAllTextAsync(manifest, ManifestFor(run), cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Join(folder, "lib.rs"), "", cancellationToken).ConfigureAwait(false);
        await run.RunAsync(cargo, ["generate-lockfile", "--manifest-path", manifest], cancellationToken).ConfigureAwait(false);
        var text = await File.ReadAllTextAsync(Path.Join(folder, "Cargo.lock"), cancellationToken).ConfigureAwait(false);
        return ResolvedCrate.Find(text, Asking, run.Package.Name) ?? throw PackageFailures.NotDelivered(run.Package, "cargo generate-lockfile");
    }

    private static string ManifestFor(PackageRun run)
    {
        var version = run.Locked is { } locked ? $"={locked.Version}" : run.Package.Version is { } wanted ? Requirement(wanted) : null;
        List<string> parts = [];
        if (run.Package.Git is { } git)
        {
            parts.Add($"git = {Quote(git)}");
            if (run.Locked?.Revision is { } revision)
            {
                parts.Add($"rev = {Quote(revision)}");
            }
        }

        if (version is not null || parts.Count == 0)
        {
            parts.Add($"version = {Quote(version ?? "*")}");
        }

        if (run.Package.Features.Length > 0)
        {
            parts.Add($"features = [{string.Join(", ", run.Package.Features.Split(',').Select(Quote))}]");
        }

        return $$"""
            [package]
            name = "{{Asking}}"
            version = "0.0.0"
            edition = "2021"

            [lib]
            path = "lib.rs"

            [dependencies]
            {{Quote(run.Package.Name)}} = { {{string.Join(", ", parts)}} }

            # Of no workspace that may lie around it.
            [workspace]

            """;
    }

    // As `cargo install --version` reads it: three numbers are that version, anything else a requirement.
    private static string Requirement(string wanted)
        => char.IsAsciiDigit(wanted[0]) && wanted.Count(static c => c == '.') >= 2 && !wanted.Contains('*', StringComparison.Ordinal) ? $"={wanted}" : wanted;

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            _ = letter is '"' or '\\' ? quoted.Append('\\').Append(letter)
                : char.IsControl(letter) ? quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}")
                : quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    private string FindCargo(PackageRun run)
    {
        var folder = CargoBuilds.BinFolder(run.Environment, hostEnvironment);
        return ProgramSearch.InFolders("cargo", [.. ProgramSearch.FoldersOf(run.Environment), folder])
            ?? throw PackageFailures.NoProgram(run.Package, "cargo", ["PATH", folder], CargoBuilds.Hint);
    }
}
