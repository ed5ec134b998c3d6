using System.Text;
using Autoschematic.Connectors.Install;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Packages;

/// <summary>Python packages: a virtual environment for each, with the files that `pip` chose or that are locked.</summary>
internal sealed class PipPackages(IReadOnlyDictionary<string, string> hostEnvironment) : IPackageManager
{
    // Since 22.3 one `pip` serves every environment; else each has to get its own first, which takes most of the time.
    private const string Probe = """
        import venv
        try:
            import pip
            serves_others = tuple(int(part) for part in pip.__version__.split(".")[:2]) >= (22, 3)
        except (ImportError, ValueError):
            serves_others = False
        if not serves_others:
            import ensurepip
        print("serves others" if serves_others else "serves itself")
        """;

    public async Task<LockedPackage> InstallAsync(PackageRun run, CancellationToken cancellationToken)
    {
        var pip = await MakeEnvironmentAsync(run, cancellationToken).ConfigureAwait(false);
        var folder = run.Scratch.MakeFolder("files");
        await new PipDownload(run, pip, folder).RunAsync(cancellationToken).ConfigureAwait(false);
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList();
        var distributions = files.ConvertAll(static file => PipDistribution.Of(Path.GetFileName(file)));
        var main = distributions.Find(item => item.Name == run.Package.Name) ?? throw PackageFailures.NotDelivered(run.Package, "pip download");
        var arrived = files.ToDictionary(static file => Path.GetFileName(file), PackageHashes.Sha256, StringComparer.Ordinal);
        var locked = PackageHashes.Lock(run, main.Version, arrived);
        var requirements = PipRequirements.WriteHashes(run, "install", arrived);

        // A package that comes as sources may need others to be built, which are not installed.
        string[] sources = files.TrueForAll(static file => file.EndsWith(".whl", StringComparison.Ordinal)) ? ["--no-index"] : [];
        await run.RunAsync(
            pip.Python,
            [.. pip.Arguments, "install", "--no-deps", "--require-hashes", .. sources, "--find-links", folder, "-r", requirements],
            cancellationToken).ConfigureAwait(false);
        string[] extra = [.. pip.Brought.Where(name => !distributions.Exists(item => item.Name == name))];
        if (extra.Length > 0)
        {
            await run.RunAsync(pip.Python, [.. pip.Arguments, "uninstall", "--yes", .. extra], cancellationToken).ConfigureAwait(false);
        }

        return locked;
    }

    /// <summary>Scripts and settings of a virtual environment name its folder; modules do not.</summary>
    public void Relocate(string root, string finalRoot)
    {
        var before = Encoding.UTF8.GetBytes(root);
        var after = Encoding.UTF8.GetBytes(finalRoot);
        foreach (var file in Directory.EnumerateFiles(Path.Join(root, "bin")).Append(Path.Join(root, "pyvenv.cfg")))
        {
            if (new FileInfo(file).LinkTarget is null && File.ReadAllBytes(file) is var content && content.AsSpan().IndexOf(before) >= 0)
            {
                File.WriteAllBytes(file, Replace(content, before, after));
            }
        }
    }

    private static byte[] Replace(byte[] content, byte[] before, byte[] after)
    {
        using var replaced = new MemoryStream();
        var rest = content.AsSpan();
        for (var index = rest.IndexOf(before); index >= 0; index = rest.IndexOf(before))
        {
            replaced.Write(rest[..index]);
            replaced.Write(after);
            rest = rest[(index + before.Length)..];
        }

        replaced.Write(rest);
        return replaced.ToArray();
    }

    private async Task<PipProgram> MakeEnvironmentAsync(PackageRun run, CancellationToken cancellationToken)
    {
        var (existing, tried) = PythonInterpreters.Candidates(run.Order.RepositoryRoot, run.Environment, hostEnvironment);
        foreach (var python in existing)
        {
            // Without modules from the repository or the user's own: only what is asked for takes part.
            var probe = await run.TryRunAsync(python, ["-I", "-c", Probe], cancellationToken).ConfigureAwait(false);
            if (probe.Succeeded)
            {
                var servesOthers = probe.Output.Contains("serves others");
                string[] without = servesOthers ? ["--without-pip"] : [];
                await run.RunAsync(python, ["-I", "-m", "venv", .. without, run.Root], cancellationToken).ConfigureAwait(false);
                return PipProgram.For(python, Path.Join(run.Root, "bin", "python"), servesOthers);
            }
        }

        throw PackageFailures.NoPython(run.Package, tried);
    }
}
