using Autoschematic.Connectors.Install;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>.NET tools: `dotnet tool install` into a folder of their own.</summary>
internal sealed class DotnetToolPackages(IReadOnlyDictionary<string, string> hostEnvironment) : IPackageManager
{
    public async Task<LockedPackage> InstallAsync(PackageRun run, CancellationToken cancellationToken)
    {
        var dotnet = DotnetProgram.Find(run.Environment, hostEnvironment)
            ?? throw PackageFailures.NoProgram(
                run.Package, "dotnet", ["PATH", .. DotnetProgram.FixedFolders(hostEnvironment)], DotnetProgram.Hint);
        var version = run.Locked?.Version ?? run.Package.Version;
        string[] wanted = version is null ? [] : ["--version", version];
        await run.RunAsync(
            dotnet,
            ["tool", "install", run.Package.Name, "--tool-path", run.Root, .. wanted],
            cancellationToken,
            DotnetProgram.Quiet(run.Environment, hostEnvironment)).ConfigureAwait(false);

        var store = Path.Join(run.Root, ".store");
        var installed = Path.Join(store, run.Package.Name);
        var found = Directory.Exists(installed) ? Directory.EnumerateDirectories(installed).Select(static folder => Path.GetFileName(folder)).FirstOrDefault() : null;
        var hashes = Directory.Exists(store)
            ? Directory.EnumerateFiles(store, "*.nupkg", SearchOption.AllDirectories)
                .Where(IsPackage)
                .ToDictionary(static file => Path.GetFileName(file), PackageHashes.Sha512, StringComparer.Ordinal)
            : [];
        return found is null || hashes.Count == 0
            ? throw PackageFailures.NotDelivered(run.Package, "dotnet tool install")
            : PackageHashes.Lock(run, found, hashes);
    }

    // NuGet keeps a package as ID/VERSION/ID.VERSION.nupkg; copies under other names may lie beside it.
    private static bool IsPackage(string file)
        => Path.GetDirectoryName(file) is { } version
            && Path.GetDirectoryName(version) is { } name
            && Path.GetFileName(file) == $"{Path.GetFileName(name)}.{Path.GetFileName(version)}.nupkg";
}
