using System.Text.Json;
using Autoschematic.Connectors.Install;
using Autoschematic.Connectors.Packages;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Packages;

/// <summary>A repository with a store, and feeds of packages that the test has made.</summary>
internal sealed class PackageHost : IAsyncDisposable
{
    public static readonly PipSpec Demo = new("demo-connector", Module: "demo_connector");

    private readonly TestHost host = new();
    private readonly List<PackageInstaller> installers = [];

    public PackageHost()
    {
        Variables["AUTOSCHEMATIC_STORE"] = host.InRoot("store");
        Variables["PIP_NO_INDEX"] = "1";
        Variables["PIP_FIND_LINKS"] = Directory.CreateDirectory(host.InRoot("wheels")).FullName;
        AddDemo();
    }

    public string Root => host.Root;

    public string Store => host.InRoot("store");

    public string WheelFolder => host.InRoot("wheels");

    public Dictionary<string, string> Variables => host.Variables;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The entries of the store; what is being built is none.</summary>
    public IReadOnlyList<string> Entries
        => Directory.Exists(Store) ? [.. Directory.EnumerateDirectories(Store).Where(folder => !Path.GetFileName(folder).StartsWith('.'))] : [];

    /// <summary>What is left of entries that are being built.</summary>
    public IEnumerable<string> Building
        => Directory.Exists(Path.Join(Store, ".building")) ? Directory.EnumerateFileSystemEntries(Path.Join(Store, ".building")) : [];

    /// <summary>A connector that speaks tarpc and needs another package.</summary>
    public void AddDemo(string version = "1.0.0", string more = "")
    {
        Wheels.Write(
            WheelFolder,
            "demo_connector",
            version,
            ["demo-words>=1"],
            "demo-run = demo_connector.run:main",
            ("demo_connector/__init__.py", ""),
            ("demo_connector/run.py", "def main():\n    import demo_connector.__main__\n"),
            ("demo_connector/__main__.py", $"import demo_words\n{more}\n{TestHost.Source("tarpc_connector.py")}"));
        AddWords();
    }

    public void AddWords(string more = "") => Wheels.Write(WheelFolder, "demo_words", "2.0", [], null, ("demo_words.py", $"{more}\n"));

    public PackageInstaller NewInstaller()
    {
        PackageInstaller installer = new(host.Options);
        installers.Add(installer);
        return installer;
    }

    public Task<InstalledPackage> InstallAsync(ConnectorSpec spec, LockedPackage? locked = null, bool onlyLocked = false, Action<string>? onLine = null, CancellationToken? cancellationToken = null)
        => NewInstaller().InstallAsync(
            new(Root, PackageSpec.TryOf(spec)!, locked, onlyLocked), onLine ?? (_ => { }), cancellationToken ?? Cancellation);

    public async Task<PackageException> FailureAsync(ConnectorSpec spec, LockedPackage? locked = null, bool onlyLocked = false)
        => await Assert.ThrowsAsync<PackageException>(() => InstallAsync(spec, locked, onlyLocked));

    public Task<IConnector> StartAsync(ConnectorSpec spec, LockedPackage locked, params (string Name, string Value)[] variables)
        => host.NewPool().StartAsync(host.Launch(spec, variables) with { Locked = locked }, Cancellation);

    public Task<ConnectorException> StartFailureAsync(ConnectorSpec spec, LockedPackage locked)
        => host.StartFailureAsync(host.Launch(spec) with { Locked = locked });

    /// <summary>What a tarpc connector says of its process.</summary>
    public static async Task<JsonElement> StateAsync(IConnector connector)
    {
        var state = await connector.GetAsync(Address.Parse("world"), Cancellation);
        using var document = JsonDocument.Parse(state!.Body);
        return document.RootElement.Clone();
    }

    /// <summary>The path of a file in a package's entry.</summary>
    public string InEntry(LockedPackage locked, string path) => Path.Join(StoreManifest.RootOf(new PackageStore(Variables).EntryOf(locked)), path);

    public string Write(string name, string text, bool executable = false) => host.Write(name, text, executable);

    /// <summary>A path without what differs from run to run.</summary>
    public string Hide(string text) => text.Replace(Root, "[ROOT]", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var installer in installers)
        {
            await installer.DisposeAsync();
        }

        await host.DisposeAsync();
    }
}
