using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Packages;

/// <summary>Gets the files of a Python package and of all that it needs here.</summary>
internal sealed class PipDownload(PackageRun run, PipProgram pip, string folder)
{
    public Task RunAsync(CancellationToken cancellationToken)
        => run.Locked is not { } locked ? NewAsync(cancellationToken)
            : run.Order.OnlyLocked ? LockedAsync(locked, cancellationToken)
            : AgainAsync(locked, cancellationToken);

    private Task NewAsync(CancellationToken cancellationToken)
        => run.RunAsync(pip.Python, Arguments(PipRequirements.Of(run.Package)), cancellationToken);

    /// <summary>
    /// The versions that are locked, and what another platform or another Python did not need and this one does.
    /// What is locked is compared afterwards.
    /// </summary>
    private async Task AgainAsync(LockedPackage locked, CancellationToken cancellationToken)
    {
        var pins = PipRequirements.WritePins(run, "pins", locked.Hashes.Keys);
        var result = await run.TryRunAsync(
            pip.Python, Arguments("--constraint", pins, $"{run.Package.Name}=={locked.Version}"), cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw PipStop.Of(run, result).Problem;
        }
    }

    /// <summary>Just the files that are locked: nothing that has another hash may even be unpacked.</summary>
    private async Task LockedAsync(LockedPackage locked, CancellationToken cancellationToken)
    {
        // What only another platform needs may not be there for this one, and is left out. pip follows what the others
        // need, so it stops when this platform needs it too.
        Dictionary<string, PackageException> left = new(StringComparer.Ordinal);
        while (true)
        {
            var files = locked.Hashes.Where(file => !left.ContainsKey(NameOf(file.Key))).ToDictionary(StringComparer.Ordinal);
            var result = await run.TryRunAsync(
                pip.Python,
                Arguments("--require-hashes", "--requirement", PipRequirements.WriteHashes(run, "locked", files)),
                cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return;
            }

            var stop = PipStop.Of(run, result);
            if (stop.Package is not { } name || name == run.Package.Name || !files.Keys.Any(file => NameOf(file) == name))
            {
                throw left.GetValueOrDefault(stop.Package ?? "") ?? stop.Problem;
            }

            left.Add(name, stop.Problem);
        }
    }

    private static string NameOf(string file) => PipDistribution.Of(file).Name;

    private string[] Arguments(params string[] what) => [.. pip.Arguments, "download", "--dest", folder, .. what];
}
