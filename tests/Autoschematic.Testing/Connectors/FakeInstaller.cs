using System.Collections.Concurrent;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Testing.Connectors;

/// <summary>Installs nothing, and says that it did: the newest version where none is wanted or locked.</summary>
public sealed class FakeInstaller : IPackageInstaller
{
    public const string Newest = "9.0.0";

    private readonly ConcurrentQueue<PackageOrder> orders = new();
    private readonly ConcurrentDictionary<string, PackageException> failures = new();
    private readonly ConcurrentDictionary<string, bool> present = new();

    /// <summary>Everything that was asked for, in no order.</summary>
    public IReadOnlyList<PackageOrder> Orders => [.. orders];

    /// <summary>Why nothing can be held; null when everything can.</summary>
    public Exception? HoldProblem { get; set; }

    /// <summary>Makes a package fail.</summary>
    public void Fail(string name, PackageException failure) => failures[name] = failure;

    public Task<InstalledPackage> InstallAsync(PackageOrder order, Action<string> onLine, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(onLine);
        orders.Enqueue(order);
        if (failures.TryGetValue(order.Package.Name, out var failure))
        {
            return Task.FromException<InstalledPackage>(failure);
        }

        onLine($"installing {order.Package}");
        var locked = order.Locked is { } known
            ? known with { Wanted = order.Package.Version }
            : new LockedPackage
            {
                Kind = order.Package.Kind,
                Name = order.Package.Name,
                Wanted = order.Package.Version,
                Version = order.Package.Version ?? Newest,
                Hashes = new Dictionary<string, string> { [order.Package.Name] = $"sha256:{new string('7', 64)}" },
            };
        var isNew = present.TryAdd($"{locked.Kind} {locked.Name} {locked.Version}", true);
        return Task.FromResult(new InstalledPackage(locked, $"/store/{locked.Name}-{locked.Version}", isNew));
    }

    public Task<IDisposable> HoldAsync(string file, CancellationToken cancellationToken)
        => HoldProblem is { } problem ? Task.FromException<IDisposable>(problem) : Task.FromResult<IDisposable>(new Held());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Held : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
