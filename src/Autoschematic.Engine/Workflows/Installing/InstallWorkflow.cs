using System.Text;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Workflows.Installing;

/// <summary>Installs the packages that connectors are started from, and writes down which they are.</summary>
public sealed class InstallWorkflow(IPackageInstaller installer, IConnectorLog log)
{
    public async Task<InstallResult> RunAsync(
        Workspace workspace, InstallRequest request, Action<WorkflowEvent> onEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        if (TargetResolver.Narrow(workspace, request.Prefix, request.Connector, diagnostics) is not { } prefixes)
        {
            return End(diagnostics, RunOutcome.Usage);
        }

        var connectors = prefixes
            .SelectMany(prefix => prefix.Connectors.Select(connector => (Prefix: prefix, Connector: connector, Package: PackageSpec.TryOf(connector.Spec))))
            .Where(item => request.Connector is null || item.Connector.Shortname == request.Connector)
            .ToList();
        var wanted = connectors
            .Where(item => item.Package is not null)
            .Select(item => (item.Connector, Package: item.Package!))
            .DistinctBy(item => item.Package)
            .ToList();

        // Whoever installs in this repository at the same time waits, and then finds everything there.
        using var held = await HoldAsync(workspace, diagnostics, cancellationToken);
        if (held is null)
        {
            return End(diagnostics, RunOutcome.Error);
        }

        var before = LockedPackages.Load(workspace.Files, diagnostics);
        if (diagnostics.HasErrors || (request.OnlyLocked && !Check(before, wanted, diagnostics)))
        {
            return End(diagnostics, RunOutcome.Usage);
        }

        var work = new PackageWork(workspace, installer, log, before, request.OnlyLocked, new EventSink(onEvent));
        await work.RunAsync(wanted, diagnostics, cancellationToken);
        var after = request.OnlyLocked ? before?.Packages ?? [] : Merge(workspace.Config, before, work.Installed);
        var written = Write(workspace, before, after, diagnostics);
        var outcome = RunOutcomes.Of(work.Installed.Count, wanted.Count - work.Installed.Count);
        return new(
            [.. connectors.Select(item => Describe(item.Prefix, item.Connector, item.Package, work))],
            written == true ? LockedPackages.File : null,
            [.. (before?.Packages ?? []).Where(locked => !after.Any(kept => kept.IsOf(locked.Spec)))],
            [.. diagnostics],
            RunOutcomes.Combine([outcome, work.Refused ? RunOutcome.Refused : RunOutcome.Done, written is null ? RunOutcome.Error : RunOutcome.Done]));
    }

    private async Task<IDisposable?> HoldAsync(Workspace workspace, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var file = Path.Join(workspace.Git.StateDirectory, "install.lock");
        try
        {
            return await installer.HoldAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(LockDiagnostics.Unusable(file, problem.Message));
            return null;
        }
    }

    /// <summary>Whether everything is locked as it is wanted.</summary>
    private static bool Check(
        LockFile? locked, IReadOnlyList<(ConfiguredConnector Connector, PackageSpec Package)> wanted, DiagnosticBag diagnostics)
    {
        if (locked is null && wanted.Count > 0)
        {
            diagnostics.Add(InstallDiagnostics.NoLockFile());
            return false;
        }

        foreach (var (connector, package) in wanted.Where(item => locked?.Find(item.Package) is null))
        {
            diagnostics.Add(locked?.FindOther(package) is { } other
                ? InstallDiagnostics.OtherVersion(connector, package, other)
                : InstallDiagnostics.NotLocked(connector, package));
        }

        return !diagnostics.HasErrors;
    }

    /// <summary>What is locked of what the configuration names: what was installed, and for the rest what was locked before.</summary>
    private static IReadOnlyList<LockedPackage> Merge(
        RepositoryConfig config, LockFile? before, IReadOnlyDictionary<PackageSpec, InstalledPackage> installed)
        => [.. config.Packages()
            .Select(item => item.Package)
            .Distinct()
            .Select(package => installed.GetValueOrDefault(package)?.Locked ?? before?.Find(package) ?? before?.FindOther(package))
            .OfType<LockedPackage>()
            .DistinctBy(locked => locked.Spec)];

    /// <summary>Whether the file was written; a file that says the same already is left as it is. Null when it could not be written.</summary>
    private static bool? Write(Workspace workspace, LockFile? before, IReadOnlyList<LockedPackage> after, DiagnosticBag diagnostics)
    {
        var text = LockFile.Write(after);
        return text == LockFile.Write(before?.Packages ?? []) ? false
            : workspace.Files.WriteAtomic(LockedPackages.File, Encoding.UTF8.GetBytes(text), diagnostics) ? true
            : null;
    }

    private static InstalledConnector Describe(
        ConfiguredPrefix prefix, ConfiguredConnector connector, PackageSpec? package, PackageWork work)
    {
        var installed = package is null ? null : work.Installed.GetValueOrDefault(package);
        var state = package is null ? PackageState.NotNeeded : installed is null ? PackageState.Failed : PackageWork.StateOf(installed);
        return new(prefix.Prefix, connector.Shortname, connector.Spec, package, installed, state);
    }

    private static InstallResult End(DiagnosticBag diagnostics, RunOutcome outcome) => new([], null, [], [.. diagnostics], outcome);
}
