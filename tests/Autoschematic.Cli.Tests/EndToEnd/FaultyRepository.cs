using System.Text.RegularExpressions;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A repository whose only connector has a fault, with real processes and limits short enough to wait for.</summary>
internal sealed partial class FaultyRepository : IDisposable
{
    public const string Secret = "hunter2-hunter2";

    private readonly TimeSpan startTimeout;

    public FaultyRepository(string fault, string path = "connectors/faulty.py", TimeSpan? startTimeout = null)
    {
        this.startTimeout = startTimeout ?? TimeSpan.FromSeconds(30);
        Files = TestWorkspace.Create(
            ("autoschematic.ron", $$"""
                AutoschematicConfig(prefixes: {
                    "main": Prefix(connectors: [
                        Connector(shortname: "faulty", spec: PythonLocal(path: "{{path}}"), env: {
                            "FAULT": "{{fault}}",
                            "TOKEN": "env://TOKEN",
                            "PYTHONPATH": "{{Installation.PythonSdk}}",
                            "PYTHONDONTWRITEBYTECODE": "1",
                        }),
                    ]),
                })
                """),
            ("connectors/faulty.py", File.ReadAllText(Path.Join(Installation.Root, "tests", "connectors", "faulty.py"))));
        Files.Host = Files.Host with
        {
            Variables = new Dictionary<string, string>(Files.Host.Variables)
            {
                ["AUTOSCHEMATIC_PYTHON"] = Installation.Python,
                ["TOKEN"] = Secret,
            },
        };
    }

    public TestWorkspace Files { get; }

    public async Task<CliRun> RunAsync(params string[] arguments)
    {
        var terminal = new TestTerminal();
        var world = new CliWorld(
            terminal,
            Files.Host,
            Files.Root,
            TimeProvider.System,
            (log, redact) => new ConnectorPool(new()
            {
                SupervisorCommand = [Installation.Program, Supervisor.Verb],
                HostEnvironment = Files.Host.Variables,
                TemporaryDirectory = Files.Folder,
                Log = log,
                Redact = redact,
                StartTimeout = startTimeout,
                StopGrace = TimeSpan.FromSeconds(1),
                Deadlines = new() { Read = TimeSpan.FromSeconds(1.5) },
            }));
        var exitCode = await new CliRunner(world).RunAsync(arguments);
        return new(string.Join(' ', arguments), exitCode, Hide(terminal.Output), Hide(terminal.Error));
    }

    public void Dispose() => Files.Dispose();

    private string Hide(string text)
    {
        var hidden = text.Replace(Files.Root, "[ROOT]", StringComparison.Ordinal)
            .Replace(Files.Folder, "[FOLDER]", StringComparison.Ordinal)
            .Replace(Installation.Root, "[SOURCES]", StringComparison.Ordinal)
            .Replace(Installation.Python.Replace(Installation.Root, "[SOURCES]", StringComparison.Ordinal), "[PYTHON]", StringComparison.Ordinal);
        hidden = Traceback().Replace(RunFolder().Replace(hidden, "as-RUN/c1."), "$1\n  | …\n");
        return SourceLine().Replace(OtherPythons().Replace(hidden, "interpreters tried: [PYTHON], …"), "faulty.py:N");
    }

    // Frames of the interpreter's own modules differ between its versions.
    [GeneratedRegex(@"(Traceback \(most recent call last\):)\n(?:.*\n)*?(?=  \| \w+(Error|Exit)\b)")]
    private static partial Regex Traceback();

    [GeneratedRegex(@"faulty\.py:[0-9]+")]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"as-[0-9a-f]{12}/c[0-9]+\.")]
    private static partial Regex RunFolder();

    [GeneratedRegex("interpreters tried: .*")]
    private static partial Regex OtherPythons();
}
