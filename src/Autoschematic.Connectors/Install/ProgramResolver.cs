using System.Diagnostics;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Turns a spec into the program to run, building it where the spec says so.</summary>
internal sealed class ProgramResolver(
    PythonInterpreters pythons,
    CargoBuilds cargo,
    DotnetBuilds dotnet,
    IReadOnlyDictionary<string, string> hostEnvironment)
{
    private readonly LockedPrograms locked = new(hostEnvironment);

    public Task<ResolvedProgram> ResolveAsync(
        ConnectorLaunch launch, Action<string> onLine, CancellationToken cancellationToken)
        => launch.Locked is { } package ? Task.FromResult(locked.Resolve(launch, package)) : launch.Spec switch
        {
            BinarySpec spec => Task.FromResult(Binary(launch, spec)),
            CargoSpec spec => Task.FromResult(Cargo(launch, spec)),
            CargoLocalSpec spec => cargo.ResolveAsync(launch, spec, onLine, cancellationToken),
            PipSpec spec => PipAsync(launch, spec, cancellationToken),
            PythonLocalSpec spec => PythonAsync(launch, spec, cancellationToken),
            TypescriptLocalSpec spec => Task.FromResult(Typescript(launch, spec)),
            DotnetLocalSpec spec => dotnet.ResolveAsync(launch, spec, onLine, cancellationToken),
            DotnetToolSpec spec => Task.FromResult(DotnetTools.Resolve(launch, spec, hostEnvironment)),
            _ => throw new UnreachableException(launch.Spec.GetType().Name),
        };

    private static ResolvedProgram Binary(ConnectorLaunch launch, BinarySpec spec)
    {
        if (!spec.Path.Contains('/'))
        {
            return Of(launch, ProgramSearch.OnPath(spec.Path, launch.Environment) ?? throw InstallFailures.NoProgram(
                launch,
                spec.Path,
                ["PATH"],
                $"install `{spec.Path}`, or give its path relative to the repository's root"));
        }

        var full = ExistingFile(launch, spec.Path);
        return Of(launch, ProgramSearch.IsExecutable(full) ? full : throw InstallFailures.NotExecutable(launch, full));
    }

    private static ResolvedProgram Typescript(ConnectorLaunch launch, TypescriptLocalSpec spec)
    {
        var script = ExistingFile(launch, spec.Path);
        List<string> folders = [];
        for (var folder = Path.GetDirectoryName(script); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            folders.Add(Path.Combine(folder, "node_modules", ".bin"));
            if (folder == launch.RepositoryRoot)
            {
                break;
            }
        }

        var tsx = ProgramSearch.InFolders("tsx", folders) ?? ProgramSearch.OnPath("tsx", launch.Environment);
        return tsx is null
            ? throw InstallFailures.NoProgram(
                launch, "tsx", ["node_modules/.bin", "PATH"], "run `npm install --save-dev tsx`, or `npm install -g tsx`")
            : Of(launch, tsx, spec.Path);
    }

    private static string ExistingFile(ConnectorLaunch launch, string path)
    {
        var full = Path.GetFullPath(path, launch.RepositoryRoot);
        return File.Exists(full) ? full : throw InstallFailures.NoFile(launch, path, full);
    }

    private static ResolvedProgram Of(ConnectorLaunch launch, string executable, params string[] arguments)
        => new(new(executable, arguments, launch.RepositoryRoot, launch.Environment), []);

    private ResolvedProgram Cargo(ConnectorLaunch launch, CargoSpec spec)
    {
        var folder = CargoBuilds.BinFolder(launch.Environment, hostEnvironment);
        var name = spec.Binary ?? spec.Name;
        var path = Path.Combine(folder, name);
        return ProgramSearch.IsExecutable(path)
            ? Of(launch, path)
            : throw InstallFailures.NoProgram(launch, name, [folder], InstallFailures.Or($"`{InstallCommand(spec)}`"));
    }

    private static string InstallCommand(CargoSpec spec)
        => string.Join(' ', new[]
        {
            "cargo install",
            spec.Git is { } git ? $"--git {git}" : null,
            spec.Version is { } version ? $"--version {version}" : null,
            spec.Features is { Count: > 0 } features ? $"--features {string.Join(',', features)}" : null,
            spec.Binary is { } binary ? $"--bin {binary}" : null,
            spec.Name,
        }.Where(static part => part is not null));

    private async Task<ResolvedProgram> PythonAsync(
        ConnectorLaunch launch, PythonLocalSpec spec, CancellationToken cancellationToken)
    {
        var script = ExistingFile(launch, spec.Path);
        var folder = Path.GetDirectoryName(script)!;
        var python = await pythons.ChooseAsync(launch, folder, cancellationToken).ConfigureAwait(false);
        return Of(launch, python, spec.Path) with { Interpreters = pythons.CandidatesOf(launch).Existing };
    }

    private async Task<ResolvedProgram> PipAsync(
        ConnectorLaunch launch, PipSpec spec, CancellationToken cancellationToken)
    {
        var local = Path.Combine(launch.RepositoryRoot, ".venv", "bin");
        if (spec.Binary is { } binary
            && ProgramSearch.InFolders(binary, [.. ProgramSearch.FoldersOf(launch.Environment), local]) is { } program)
        {
            return Of(launch, program);
        }

        var (existing, tried) = pythons.CandidatesOf(launch);
        if (existing.Count == 0)
        {
            throw InstallFailures.NoPython(launch, tried);
        }

        var module = spec.Module ?? spec.Name;
        var python = await pythons.FirstWithAsync(
            launch, existing, launch.RepositoryRoot, [module], cancellationToken).ConfigureAwait(false);
        var package = spec.Version is { } version ? $"{spec.Name}=={version}" : spec.Name;
        return python is null
            ? throw InstallFailures.NoModule(launch, module, existing, package)
            : Of(launch, python, "-m", module) with { Interpreters = existing };
    }
}
