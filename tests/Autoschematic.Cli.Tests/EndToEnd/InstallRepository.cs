using System.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A repository whose connector comes from a Python package that the test has made, and the real program.</summary>
internal sealed class InstallRepository : IDisposable
{
    public const string LockFile = "autoschematic.lock.ron";

    private const string Python = "/usr/bin/python3";

    private readonly RealRepository repository = new("");

    private readonly string connector;

    /// <param name="sharing">Another one whose store and packages it has as well.</param>
    /// <param name="connector">The source of the connector that is in the package.</param>
    /// <param name="more">What its spec says beside the package's name.</param>
    public InstallRepository(InstallRepository? sharing = null, string connector = "tarpc_connector.py", string more = "module: \"demo_connector\"")
    {
        this.connector = connector;
        Store = sharing?.Store ?? Path.Join(Files.Folder, "store");
        Wheels = sharing?.Wheels ?? Directory.CreateDirectory(Path.Join(Files.Folder, "wheels")).FullName;
        Variables["AUTOSCHEMATIC_STORE"] = Store;
        Variables["AUTOSCHEMATIC_PYTHON"] = Python;
        Variables["PIP_NO_INDEX"] = "1";
        Variables["PIP_FIND_LINKS"] = Wheels;
        Configure($"Pip(name: \"demo-connector\", {more})");
        if (sharing is null)
        {
            WriteDemo("1.0.0");
            WriteWords("");
        }
    }

    public string Store { get; }

    public string Wheels { get; }

    public TestWorkspace Files => repository.Files;

    public Dictionary<string, string> Variables => repository.Variables;

    public IReadOnlyList<string> Entries
        => Directory.Exists(Store) ? [.. Directory.EnumerateDirectories(Store).Where(folder => !Path.GetFileName(folder).StartsWith('.'))] : [];

    public IEnumerable<string> Building
        => Directory.Exists(Path.Join(Store, ".building")) ? Directory.EnumerateFileSystemEntries(Path.Join(Store, ".building")) : [];

    public void Configure(string spec)
        => Files.Write("autoschematic.ron", $$"""
            AutoschematicConfig(prefixes: {
                "main": Prefix(connectors: [Connector(shortname: "demo", spec: {{spec}}, env: {"HOME": "env://HOME"})]),
            })

            """);

    public void WriteDemo(string version)
        => Testing.Wheels.Write(
            Wheels,
            "demo_connector",
            version,
            ["demo-words"],
            null,
            ("demo_connector/__init__.py", ""),
            ("demo_connector/__main__.py", $"import demo_words\n{File.ReadAllText(Path.Join(Installation.Root, "tests", "connectors", connector))}"));

    public void WriteWords(string text) => Testing.Wheels.Write(Wheels, "demo_words", "2.0", [], null, ("demo_words.py", $"{text}\n"));

    public Task<ProcessRun> RunAsync(params string[] arguments) => repository.RunAsync(arguments);

    public Process Start(params string[] arguments) => repository.Start("", arguments);

    /// <summary>Processes that work in this repository.</summary>
    public IReadOnlyList<int> Processes() => repository.ConnectorProcesses();

    public void Dispose() => Files.Dispose();
}
