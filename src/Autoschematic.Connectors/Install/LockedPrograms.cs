using System.Diagnostics;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Install;

/// <summary>Finds the programs of packages that the lock file has: in the store, and nowhere else.</summary>
internal sealed class LockedPrograms(IReadOnlyDictionary<string, string> hostEnvironment)
{
    private readonly PackageStore store = new(hostEnvironment);

    public ResolvedProgram Resolve(ConnectorLaunch launch, LockedPackage locked)
    {
        if (PackageSpec.TryOf(launch.Spec) is { } package && !locked.Satisfies(package))
        {
            throw InstallFailures.OtherVersionLocked(launch, package, locked);
        }

        var entry = store.EntryOf(locked);
        if (StoreManifest.ProblemOf(entry, readAll: false) is { } problem)
        {
            throw Directory.Exists(entry)
                ? InstallFailures.Damaged(launch, locked, entry, problem)
                : InstallFailures.NotInstalled(launch, locked, entry);
        }

        var root = StoreManifest.RootOf(entry);
        var bin = Path.Join(root, "bin");
        return launch.Spec switch
        {
            CargoSpec cargo => Of(launch, locked, Program(launch, locked, bin, cargo.Binary ?? cargo.Name)),
            PipSpec { Binary: { } binary } => Isolated(Of(launch, locked, Program(launch, locked, bin, binary))),
            PipSpec pip => Isolated(Of(launch, locked, Program(launch, locked, bin, "python"), "-I", "-u", "-m", pip.Module ?? pip.Name)),
            DotnetToolSpec => Of(launch, locked, Program(launch, locked, root, DotnetTools.CommandIn(root) ?? locked.Name)),
            _ => throw new UnreachableException(launch.Spec.GetType().Name),
        };
    }

    private static string Program(ConnectorLaunch launch, LockedPackage locked, string folder, string name)
        => ProgramSearch.InFolders(name, [folder])
            ?? throw InstallFailures.NoSuchProgram(launch, locked, name, ProgramsIn(folder));

    private static IReadOnlyList<string> ProgramsIn(string folder)
        => Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder).Where(ProgramSearch.IsExecutable).Select(static file => Path.GetFileName(file))
                .Where(static name => !name.StartsWith("python", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
            : [];

    private static ResolvedProgram Of(ConnectorLaunch launch, LockedPackage locked, string executable, params string[] arguments)
        => new(new(executable, arguments, launch.RepositoryRoot, launch.Environment), []) { Identity = StoreKey.Of(locked) };

    // Modules from elsewhere would take the place of those that are locked.
    private static ResolvedProgram Isolated(ResolvedProgram program)
        => program with
        {
            Command = program.Command with
            {
                Environment = program.Command.Environment
                    .Where(static variable => variable.Key is not ("PYTHONPATH" or "PYTHONHOME" or "VIRTUAL_ENV"))
                    .ToDictionary(StringComparer.Ordinal),
            },
        };
}
