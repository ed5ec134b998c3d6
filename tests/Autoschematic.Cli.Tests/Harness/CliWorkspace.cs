using Autoschematic.Model.Connectors;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Cli.Tests.Harness;

/// <summary>A repository with one prefix and one fake connector, and the program to run in it.</summary>
public sealed class CliWorkspace : IDisposable
{
    public const string Config = """
        AutoschematicConfig(
            prefixes: {
                "main": Prefix(
                    connectors: [
                        Connector(
                            shortname: "fake",
                            spec: Binary(path: "fake-connector"),
                            env: {"REGION": "env://REGION"},
                        ),
                    ],
                ),
            },
        )

        """;

    public CliWorkspace(params (string Path, string Content)[] files)
    {
        Files = TestWorkspace.Create([("autoschematic.ron", Config), .. files]);
        Files.Host = Files.Host with
        {
            Variables = new Dictionary<string, string>(Files.Host.Variables) { ["REGION"] = "north" },
        };
        Cloud = new FakeCloud();
        Connector = new FakeConnector("fake", Cloud);
        Pool = FakePool.With("main", Connector);
    }

    public TestWorkspace Files { get; }

    public FakeCloud Cloud { get; }

    public FakeConnector Connector { get; }

    public IConnectorPool Pool { get; set; }

    /// <summary>What installs packages.</summary>
    public FakeInstaller Installer { get; } = new();

    /// <summary>Where commands run, relative to the root.</summary>
    public string Directory { get; set; } = "";

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The folder of the SDK's packages, as a program of `make build` has one.</summary>
    public string? Packages { get; init; }

    /// <summary>Runs a command line without a terminal.</summary>
    public Task<CliRun> RunAsync(params string[] arguments) => RunAsync(new TestTerminal(), arguments);

    public async Task<CliRun> RunAsync(TestTerminal terminal, params string[] arguments)
    {
        var exitCode = await new CliRunner(WorldOf(terminal)).RunAsync(arguments);
        return new CliRun(Line(arguments), exitCode, Hide(terminal.Output), Hide(terminal.Error));
    }

    /// <summary>What the program sees of the world.</summary>
    public CliWorld WorldOf(TestTerminal terminal)
    {
        var variables = new Dictionary<string, string>(Files.Host.Variables);
        foreach (var (name, value) in Variables)
        {
            variables[name] = value;
        }

        return new CliWorld(
            terminal,
            Files.Host with { Variables = variables },
            Path.Join(Files.Root, Directory).TrimEnd('/'),
            Files.Clock,
            (_, _) => Pool)
        {
            Packages = Packages,
            MakeInstaller = _ => Installer,
        };
    }

    public void Dispose() => Files.Dispose();

    private string Hide(string text) => text.Replace(Files.Folder, "[FOLDER]", StringComparison.Ordinal);

    private static string Line(string[] arguments)
        => string.Join(' ', arguments.Select(argument => argument.Contains(' ') ? $"\"{argument}\"" : argument));
}
