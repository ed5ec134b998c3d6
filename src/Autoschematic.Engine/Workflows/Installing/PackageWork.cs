using System.Collections.Concurrent;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Installing;

/// <summary>Installs the packages of several connectors, a few at a time; a failing one never stops the others.</summary>
internal sealed class PackageWork(
    Workspace workspace, IPackageInstaller installer, IConnectorLog log, LockFile? locked, bool onlyLocked, EventSink events)
{
    // Builds use every processor by themselves, downloads wait.
    private const int Concurrency = 4;

    private readonly ConcurrentDictionary<PackageSpec, InstalledPackage> installed = new();

    private readonly ConcurrentDictionary<PackageSpec, Diagnostic> failures = new();

    /// <summary>What was installed.</summary>
    public IReadOnlyDictionary<PackageSpec, InstalledPackage> Installed => installed;

    /// <summary>Whether something was refused because it is not what the lock file says.</summary>
    public bool Refused { get; private set; }

    public async Task RunAsync(
        IReadOnlyList<(ConfiguredConnector Connector, PackageSpec Package)> wanted, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var done = events.Count(WorkflowPhase.Installing, wanted.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wanted, options, async (item, token) =>
        {
            await InstallAsync(item.Connector, item.Package, token);
            done();
        });
        diagnostics.AddRange(wanted.Select(item => failures.GetValueOrDefault(item.Package)).OfType<Diagnostic>());
    }

    private async Task InstallAsync(ConfiguredConnector connector, PackageSpec package, CancellationToken cancellationToken)
    {
        events.Send(new WorkflowEvent.PackageChanged(package, PackageState.Installing, null));
        try
        {
            var result = await installer.InstallAsync(
                new(workspace.Root, package, locked?.Find(package), onlyLocked),
                line => log.Write(package.Kind.ToString(), package.Name, line),
                cancellationToken);
            installed[package] = result;
            events.Send(new WorkflowEvent.PackageChanged(package, StateOf(result), result.Locked.Version));
        }
        catch (PackageException problem)
        {
            if (problem.IsRefusal)
            {
                // Only ever set: what another task sees of it at the same time does not matter.
                Refused = true;
            }

            failures[package] = problem.IsRefusal ? InstallDiagnostics.Refused(problem, connector) : InstallDiagnostics.Failed(problem, connector);
            events.Send(new WorkflowEvent.PackageChanged(package, PackageState.Failed, null));
        }
    }

    public static PackageState StateOf(InstalledPackage result) => result.IsNew ? PackageState.Installed : PackageState.Present;
}
