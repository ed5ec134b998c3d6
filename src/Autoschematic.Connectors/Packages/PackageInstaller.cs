using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Environments;

namespace Autoschematic.Connectors.Packages;

/// <summary>Installs packages into the store, whoever else does so at the same time.</summary>
public sealed class PackageInstaller : IPackageInstaller
{
    private readonly ConnectorHostOptions options;
    private readonly SupervisorSource supervisors;
    private readonly PackageStore store;
    private readonly Dictionary<string, string> environment;
    private readonly PackageWords words;

    public PackageInstaller(ConnectorHostOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        supervisors = new(options.SupervisorCommand, options.HostEnvironment, options.TemporaryDirectory, options.StopGrace);
        store = new(options.HostEnvironment);
        environment = PackageManagerEnvironment.Of(options.HostEnvironment);
        words = new(options.Redact, PackageManagerEnvironment.SecretsOf(environment));
    }

    public async Task<InstalledPackage> InstallAsync(
        PackageOrder order, Action<string> onLine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        try
        {
            return order.Locked is { } locked
                ? await InstallLockedAsync(order, locked, onLine, cancellationToken).ConfigureAwait(false)
                : await InstallNewAsync(order, onLine, cancellationToken).ConfigureAwait(false);
        }
        catch (PackageException problem)
        {
            throw words.Clean(problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw words.Clean(PackageFailures.NoStore(order.Package, store.Folder, problem.Message));
        }
    }

    public async Task<IDisposable> HoldAsync(string file, CancellationToken cancellationToken)
        => await FileHold.TakeAsync(file, cancellationToken).ConfigureAwait(false);

    public ValueTask DisposeAsync() => supervisors.DisposeAsync();

    private async Task<InstalledPackage> InstallLockedAsync(
        PackageOrder order, LockedPackage locked, Action<string> onLine, CancellationToken cancellationToken)
    {
        using (await store.HoldAsync(StoreKey.Of(locked), cancellationToken).ConfigureAwait(false))
        {
            if (StoreManifest.ProblemOf(store.EntryOf(locked), readAll: true) is not { } problem)
            {
                return new(locked with { Wanted = order.Package.Version }, store.EntryOf(locked), IsNew: false);
            }

            onLine($"{store.EntryOf(locked)} {problem}");
            using var scratch = store.Begin(cancellationToken);
            var built = await BuildAsync(order, scratch, onLine, cancellationToken).ConfigureAwait(false);

            // When files of this platform join those that were locked, that gives it another place. They are only ever
            // added, so nobody who holds that place waits for this one.
            return StoreKey.Of(built) == StoreKey.Of(locked)
                ? Publish(order.Package.Kind, built, scratch)
                : await PublishNewAsync(order.Package.Kind, built, scratch, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<InstalledPackage> InstallNewAsync(PackageOrder order, Action<string> onLine, CancellationToken cancellationToken)
    {
        // Others who want the same wait: there is nothing to gain from building it at the same time.
        var word = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{order.Package} {order.Package.Git} {order.Package.Features} {order.Package.Binary}")));
        using (await store.HoldAsync($"new-{word}", cancellationToken).ConfigureAwait(false))
        {
            using var scratch = store.Begin(cancellationToken);
            var built = await BuildAsync(order, scratch, onLine, cancellationToken).ConfigureAwait(false);
            return await PublishNewAsync(order.Package.Kind, built, scratch, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<LockedPackage> BuildAsync(PackageOrder order, StoreScratch scratch, Action<string> onLine, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(scratch.Entry);
        void OnLine(string line) => onLine(words.CleanLine(line));
        PackageRun run = new(order, scratch, environment, supervisors, options.BuildTimeout, OnLine);
        return ManagerOf(order.Package.Kind).InstallAsync(run, cancellationToken);
    }

    private async Task<InstalledPackage> PublishNewAsync(
        PackageKind kind, LockedPackage built, StoreScratch scratch, CancellationToken cancellationToken)
    {
        using (await store.HoldAsync(StoreKey.Of(built), cancellationToken).ConfigureAwait(false))
        {
            return StoreManifest.ProblemOf(store.EntryOf(built), readAll: true) is null
                ? new(built, store.EntryOf(built), IsNew: false)
                : Publish(kind, built, scratch);
        }
    }

    private InstalledPackage Publish(PackageKind kind, LockedPackage built, StoreScratch scratch)
    {
        var entry = store.EntryOf(built);
        ManagerOf(kind).Relocate(scratch.Root, StoreManifest.RootOf(entry));
        StoreManifest.Write(scratch.Entry);
        PackageStore.Publish(scratch, entry);
        return new(built, entry, IsNew: true);
    }

    private IPackageManager ManagerOf(PackageKind kind) => kind switch
    {
        PackageKind.Cargo => new CargoPackages(options.HostEnvironment),
        PackageKind.Pip => new PipPackages(options.HostEnvironment),
        PackageKind.DotnetTool => new DotnetToolPackages(options.HostEnvironment),
        _ => throw new UnreachableException(kind.ToString()),
    };
}
