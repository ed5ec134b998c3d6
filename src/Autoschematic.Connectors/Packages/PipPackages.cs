using System.Text;
using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Packages;

/// <summary>Python packages: a virtual environment for each, with the files that `pip` chose or that are locked.</summary>
internal sealed class PipPackages(IReadOnlyDictionary<string, string> hostEnvironment) : IPackageManager
{
    private const string Mismatch = "DO NOT MATCH THE HASHES";

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
        await DownloadAsync(run, pip, folder, cancellationToken).ConfigureAwait(false);
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList();
        var distributions = files.ConvertAll(static file => PipDistribution.Of(Path.GetFileName(file)));
        var main = distributions.Find(item => item.Name == run.Package.Name) ?? throw PackageFailures.NotDelivered(run.Package, "pip download");
        var arrived = files.ToDictionary(static file => Path.GetFileName(file), PackageHashes.Sha256, StringComparer.Ordinal);
        var locked = PackageHashes.Lock(run, main.Version, arrived);
        var requirements = WriteRequirements(run, "install", arrived);

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

    private static async Task DownloadAsync(PackageRun run, PipProgram pip, string folder, CancellationToken cancellationToken)
    {
        string[] download = [.. pip.Arguments, "download", "--dest", folder];
        if (run.Locked is not { } locked)
        {
            await run.RunAsync(pip.Python, [.. download, Requirement(run.Package)], cancellationToken).ConfigureAwait(false);
            return;
        }

        // With `--locked` nothing that has another hash may even be unpacked. Else the files of another platform are learnt,
        // and what is locked is compared afterwards.
        string[] pinned = run.Order.OnlyLocked
            ? ["--require-hashes", "-r", WriteRequirements(run, "locked", locked.Hashes)]
            : [.. PipDistribution.Pins(locked.Hashes.Keys).Select(static item => item.Pin)];
        string[] arguments = [.. download, "--no-deps", .. pinned];
        var result = await run.TryRunAsync(pip.Python, arguments, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw HashProblem(run, result) ?? PackageFailures.ToolFailed(run.Package, "pip download", result);
        }
    }

    // pip says first which file it is, then which hash was expected (or several), then what came.
    private static PackageException? HashProblem(PackageRun run, ToolResult result)
    {
        var lines = result.Tail.SkipWhile(static line => !line.Contains(Mismatch, StringComparison.Ordinal)).Skip(1).ToList();
        var got = lines.Find(static line => line.TrimStart().StartsWith("Got ", StringComparison.Ordinal))?.Split(' ')[^1];
        if (got is null)
        {
            return null;
        }

        var file = lines[0].Split(" from ", 2) is [_, var link] ? Path.GetFileName(link.Split(' ', '#')[0]) : lines[0].Trim();
        return run.Locked!.Hashes.TryGetValue(file, out var known)
            ? PackageFailures.OtherHash(run.Package, file, $"sha256:{got}", known)
            : PackageFailures.UnknownFile(run.Package, file);
    }

    private static string WriteRequirements(PackageRun run, string name, IReadOnlyDictionary<string, string> hashes)
    {
        var path = Path.Join(run.Scratch.Folder, $"{name}.txt");
        File.WriteAllLines(path, PipDistribution.Pins(hashes.Keys).Select(item => string.Join(
            ' ',
            item.Files.Select(file => $"--hash={hashes[file]}").Order(StringComparer.Ordinal).Prepend(item.Pin))));
        return path;
    }

    // `1.4.0` is that version, and `>=1.4,<2` what it says.
    private static string Requirement(PackageSpec package) => package.Version switch
    {
        null => package.Name,
        [>= '0' and <= '9', ..] exact => $"{package.Name}=={exact}",
        var range => $"{package.Name}{range}",
    };

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

    /// <summary>How `pip` is run for an environment.</summary>
    /// <param name="Brought">Packages that it brought along, which nobody asked for.</param>
    private sealed record PipProgram(string Python, IReadOnlyList<string> Arguments, IReadOnlyList<string> Brought)
    {
        private static readonly string[] Quiet = ["--disable-pip-version-check", "--no-input"];

        public static PipProgram For(string python, string own, bool servesOthers)
            => servesOthers
                ? new(python, ["-I", "-m", "pip", "--python", own, .. Quiet], [])
                : new(own, ["-I", "-m", "pip", .. Quiet], ["pip", "setuptools"]);
    }
}
