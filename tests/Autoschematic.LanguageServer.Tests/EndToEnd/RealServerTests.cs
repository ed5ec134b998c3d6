using System.Diagnostics;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Testing;

namespace Autoschematic.LanguageServer.Tests.EndToEnd;

/// <summary>The real program over its standard streams, with a Python connector and a C# one.</summary>
[Trait("kind", "process")]
public sealed class RealServerTests
{
    private static string ConfigWith(string fault) => $$"""
        AutoschematicConfig(
            prefixes: {
                "main": Prefix(
                    connectors: [
                        Connector(
                            shortname: "faulty",
                            spec: PythonLocal(path: "connectors/faulty.py"),
                            env: {"FAULT": "{{fault}}", "PYTHONPATH": "{{Installation.Root}}/sdk/python", "PYTHONDONTWRITEBYTECODE": "1"},
                        ),
                    ],
                ),
                "net": Prefix(
                    connectors: [
                        Connector(
                            shortname: "easy",
                            spec: Binary(path: "{{Installation.EasyConnector}}", protocol: Grpc),
                            env: {"EASY_STORE": "store"},
                        ),
                    ],
                ),
            },
        )

        """;

    private static TestWorkspace Repository(string fault = "") => TestWorkspace.Create(
        ("autoschematic.ron", ConfigWith(fault)),
        ("connectors/faulty.py", File.ReadAllText(Path.Join(Installation.Root, "tests", "connectors", "faulty.py"))),
        ("main/items/good.json", "{\"x\": 1}\n"),
        ("net/networks/main.ron", "Network(cidr: \"10.0.0.0/16\")\n"));

    private static Task<LspClient> StartAsync(TestWorkspace workspace)
        => LspClient.StartProgramAsync(
            workspace,
            Installation.Program,
            new Dictionary<string, string>(workspace.Host.Variables) { ["AUTOSCHEMATIC_PYTHON"] = Installation.Python });

    [Fact]
    public async Task Connectors_of_both_kinds_answer_and_end_with_the_editor()
    {
        using var workspace = Repository();
        await using var client = await StartAsync(workspace);
        await client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "ready");

        var top = await client.CommandAsync("top");
        var files = (await client.CommandAsync("filter", "main/items/good.json"), await client.CommandAsync("filter", "net/networks/main.ron"));
        var exitCode = await client.ShutDownAsync();

        Assert.Equal("Running", (string?)top["main"]!["faulty"]!["init_status"]);
        Assert.Equal("Running", (string?)top["net"]!["easy"]!["init_status"]);
        Assert.True((long)top["net"]!["easy"]!["handle_status"]!["Alive"]!["memory"]! > 1 << 20, top.Plain());
        Assert.Equal(("[\"Resource\"]", "[\"Resource\"]"), (files.Item1.Plain(), files.Item2.Plain()));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task A_killed_connector_is_told_of_and_comes_back()
    {
        using var workspace = Repository();
        await using var client = await StartAsync(workspace);
        await client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "ready");

        var killed = Kill(workspace, "faulty.py");
        var status = await client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "error");
        await client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "ready");
        var top = await client.CommandAsync("top");

        Assert.True(killed);
        Assert.Equal("The process of connector `faulty` of prefix `main` has ended", (string?)status["message"]);
        Assert.Equal("Running", (string?)top["main"]!["faulty"]!["init_status"]);
        Assert.NotNull(top["main"]!["faulty"]!["handle_status"]!["Alive"]);
    }

    [Fact]
    public async Task A_server_that_is_told_to_end_does_so_while_its_client_is_silent()
    {
        using var workspace = Repository();
        await using var client = await StartAsync(workspace);
        await client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "ready");

        Assert.Equal(0, Terminate(client.ProcessId!.Value, 15));
        Assert.Equal(1, await client.ExitCode);
    }

    [Fact]
    public async Task Connectors_that_are_kept_for_commands_serve_the_editor_too()
    {
        using var workspace = Repository();
        Dictionary<string, string> variables = new(workspace.Host.Variables)
        {
            ["AUTOSCHEMATIC_PYTHON"] = Installation.Python,
            ["AUTOSCHEMATIC_DAEMON"] = "on",
        };
        try
        {
            var commands = await ConnectorsAsync();
            await using var client = await LspClient.StartProgramAsync(workspace, Installation.Program, variables);
            await client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "ready");
            Assert.Equal("[\"Resource\"]", (await client.CommandAsync("filter", "main/items/good.json")).Plain());

            Assert.Contains("used by 1 command", (await RunAsync("daemon", "status")).Output, StringComparison.Ordinal);
            Assert.Equal(commands, await ConnectorsAsync());
            Assert.Equal(0, await client.ShutDownAsync());
            Assert.Equal(commands, await ConnectorsAsync());
        }
        finally
        {
            await RunAsync("daemon", "stop");
        }

        async Task<string> ConnectorsAsync()
        {
            var (exitCode, output) = await RunAsync("connectors", "--format", "json");
            Assert.Equal(0, exitCode);
            using var document = System.Text.Json.JsonDocument.Parse(output);
            return string.Join(' ', document.RootElement.GetProperty("result").GetProperty("connectors").EnumerateArray()
                .Select(connector => connector.GetProperty("processId").GetInt32()));
        }

        async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
        {
            ProcessStartInfo start = new(Installation.Program, arguments) { RedirectStandardOutput = true, WorkingDirectory = workspace.Root };
            start.Environment.Clear();
            foreach (var (name, value) in variables)
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output);
        }
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "kill")]
    private static extern int Terminate(int process, int signal);

    /// <summary>Kills the process of a repository whose command line holds a word.</summary>
    private static bool Kill(TestWorkspace workspace, string word)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id))
            {
                continue;
            }

            try
            {
                var words = File.ReadAllText(Path.Join(folder, "cmdline")).Split('\0');
                if (words.Any(text => text.EndsWith(word, StringComparison.Ordinal))
                    && new DirectoryInfo(Path.Join(folder, "cwd")).ResolveLinkTarget(returnFinalTarget: false)?.FullName == workspace.Root
                    && !words[0].EndsWith("autoschematic", StringComparison.Ordinal))
                {
                    using var process = Process.GetProcessById(id);
                    process.Kill();
                    return true;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It ended while it was looked at, or is somebody else's.
            }
        }

        return false;
    }
}
