using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Connectors.Pools;
using Autoschematic.Connectors.Processes;
using Autoschematic.Testing;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A repository whose only connector keeps every law but one, with a service that has two settings.</summary>
internal sealed partial class LawRepository : IDisposable
{
    public LawRepository(string broken, string connector = "lawbreaker.py")
    {
        Files = TestWorkspace.Create(
            ("autoschematic.ron", $$"""
                AutoschematicConfig(prefixes: {
                    "main": Prefix(connectors: [
                        Connector(shortname: "settings", spec: PythonLocal(path: "connectors/{{connector}}"), env: {
                            "BREAK": "{{broken}}",
                            "STORE": "env://STORE",
                            "PYTHONPATH": "{{Installation.PythonSdk}}",
                            "PYTHONDONTWRITEBYTECODE": "1",
                        }),
                    ]),
                })
                """),
            ($"connectors/{connector}", File.ReadAllText(Path.Join(Installation.Root, "tests", "connectors", connector))));
        Store = Path.Join(Files.Folder, "store");
        Directory.CreateDirectory(Store);
        File.WriteAllText(Path.Join(Store, "1.json"), """{"title": "first", "size": 1, "tags": []}""");
        File.WriteAllText(Path.Join(Store, "2.json"), """{"title": "second", "size": 2, "tags": ["a"]}""");
        Files.Host = Files.Host with
        {
            Variables = new Dictionary<string, string>(Files.Host.Variables)
            {
                ["AUTOSCHEMATIC_PYTHON"] = Installation.Python,
                ["STORE"] = Store,
            },
        };
    }

    public TestWorkspace Files { get; }

    public string Store { get; }

    /// <summary>What the service has, without what it remembers of ops.</summary>
    public string Settings => string.Join('\n', Directory.EnumerateFiles(Store, "*.json").Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)}: {File.ReadAllText(file)}"));

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
                StopGrace = TimeSpan.FromSeconds(1),
                RestartBackOff = TimeSpan.FromMilliseconds(20),
            }));
        var exitCode = await new CliRunner(world).RunAsync(arguments);
        return new(string.Join(' ', arguments), exitCode, Hide(terminal.Output), Hide(terminal.Error));
    }

    /// <summary>Runs another program in the repository, which finds the built one by its variable.</summary>
    public async Task<ProcessRun> RunProgramAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Files.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Files.Host.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["AUTOSCHEMATIC"] = Installation.Program;
        start.Environment["AUTOSCHEMATIC_DAEMON"] = "off";
        start.Environment["PYTHONPATH"] = Installation.PythonSdk;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1";
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The laws of a JSON document with a verdict.</summary>
    public static IReadOnlyList<string> Laws(CliRun run, string verdict)
    {
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("result").GetProperty("laws").EnumerateArray()
            .Where(law => law.GetProperty("verdict").GetString() == verdict)
            .Select(law => law.GetProperty("law").GetString()!)];
    }

    public void Dispose() => Files.Dispose();

    private string Hide(string text)
        => Marker().Replace(text.Replace(Files.Folder, "[FOLDER]", StringComparison.Ordinal), "lawcheck[ID]");

    [GeneratedRegex("lawcheck[0-9a-f]{8}")]
    private static partial Regex Marker();
}
