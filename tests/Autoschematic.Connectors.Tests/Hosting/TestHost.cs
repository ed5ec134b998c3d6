using System.Collections.Concurrent;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>A pool with a repository folder of its own; everything it started and wrote is gone when it is disposed.</summary>
internal sealed class TestHost : IAsyncDisposable, IConnectorLog
{
    public const string Python = "/usr/bin/python3";

    private readonly ConcurrentQueue<string> lines = new();
    private readonly List<ConnectorPool> pools = [];

    public TestHost()
    {
        Root = Directory.CreateTempSubdirectory("as-test-").FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "connectors", "raw_connector.py"), InRoot("raw_connector.py"));
        Variables = new(StringComparer.Ordinal)
        {
            ["PATH"] = "/usr/bin:/bin",
            ["HOME"] = Root,
            ["AUTOSCHEMATIC_PYTHON"] = Python,
        };
        Options = new()
        {
            SupervisorCommand = [Executable, Supervisor.Verb],
            HostEnvironment = Variables,
            TemporaryDirectory = Directory.CreateDirectory(InRoot("run")).FullName,
            Log = this,
            StopGrace = TimeSpan.FromSeconds(2),
            RestartBackOff = TimeSpan.FromMilliseconds(10),
        };
    }

    public static string Executable { get; } = Path.Combine(
        AppContext.BaseDirectory,
        "..",
        "..",
        "Autoschematic.TestHost",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        "Autoschematic.TestHost");

    /// <summary>The folder of the Python SDK, for PYTHONPATH.</summary>
    public static string PythonSdk
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(folder.FullName, "sdk", "python")))
            {
                folder = folder.Parent!;
            }

            return Path.Combine(folder.FullName, "sdk", "python");
        }
    }

    public string Root { get; }

    public Dictionary<string, string> Variables { get; }

    public ConnectorHostOptions Options { get; set; }

    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>What is left in the folder of sockets and pipes.</summary>
    public IEnumerable<string> RunFiles => Directory.EnumerateFileSystemEntries(InRoot("run"), "*", SearchOption.AllDirectories);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string InRoot(string name) => Path.Combine(Root, name);

    public string Write(string name, string text, bool executable = false)
    {
        var path = InRoot(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (executable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Puts one of the Python connectors in place as an executable; gives its path relative to the root.</summary>
    public string Program(string name, string connector = "raw_connector.py")
    {
        Write(name, $"#!{Python}\n{Source(connector)}", executable: true);
        return name;
    }

    /// <summary>Source of one of the Python connectors.</summary>
    public static string Source(string connector)
        => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "connectors", connector));

    public ConnectorPool NewPool()
    {
        ConnectorPool pool = new(Options);
        pools.Add(pool);
        return pool;
    }

    /// <summary>A launch of the raw connector with the given variables.</summary>
    public ConnectorLaunch Launch(params (string Name, string Value)[] variables)
        => Launch(new PythonLocalSpec("raw_connector.py"), variables);

    public ConnectorLaunch Launch(ConnectorSpec spec, params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = new(Variables, StringComparer.Ordinal);
        environment.Remove("AUTOSCHEMATIC_PYTHON");
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return new(Root, Prefix.TryParse("main")!, "raw", spec, environment, null, []);
    }

    public Task<IConnector> StartAsync(params (string Name, string Value)[] variables)
        => NewPool().StartAsync(Launch(variables), Cancellation);

    public async Task<ConnectorException> StartFailureAsync(ConnectorLaunch launch)
        => await Assert.ThrowsAsync<ConnectorException>(() => NewPool().StartAsync(launch, Cancellation));

    public Task<ConnectorException> StartFailureAsync(params (string Name, string Value)[] variables)
        => StartFailureAsync(Launch(variables));

    public void Write(string prefix, string connector, string line) => lines.Enqueue($"{prefix}/{connector}: {line}");

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools)
        {
            await pool.DisposeAsync();
        }

        Directory.Delete(Root, recursive: true);
    }
}
