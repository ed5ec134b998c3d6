using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

/// <summary>`new connector`: what it writes, what it leaves alone, and what it refuses.</summary>
public sealed class NewConnectorTests
{
    private const string Commented = """
        // Ours.
        AutoschematicConfig(prefixes: {
            "main": Prefix( // Everything.
                connectors: [
                    /* The first. */ Connector(shortname: "fake", spec: Binary(path: "fake-connector"), env: {"REGION": "env://REGION"})
                ],
                description: "kept as it is",
            ),
            // Nothing yet.
            "empty/": Prefix(connectors: []),
        })

        """;

    [Fact]
    public async Task Python_connector_for_the_only_prefix()
    {
        using var workspace = new CliWorkspace();
        (await workspace.RunAsync("new", "connector", "--lang", "python", "my-api")).Matches("run-new-connector.txt");

        Assert.Equal(
            CliWorkspace.Config.Replace(
                "            ],\n",
                """
                                Connector(
                                    shortname: "my-api",
                                    spec: PythonLocal(path: "connectors/my-api/connector.py"),
                                    env: {
                                        "MY_API_FOLDER": "connectors/my-api/data",
                                    },
                                ),
                            ],

                """,
                StringComparison.Ordinal),
            workspace.Files.Read("autoschematic.ron"));
        Assert.Equal(
            """
             M autoschematic.ron
            ?? connectors/my-api/.gitignore
            ?? connectors/my-api/README.md
            ?? connectors/my-api/connector.py
            ?? connectors/my-api/tests/test_my_api.py

            """,
            workspace.Files.Status());
        Assert.Contains("class MyApiConnector(ResourceConnector):", workspace.Files.Read("connectors/my-api/connector.py"), StringComparison.Ordinal);
        Assert.Contains("addr=\"my-api/notes/[name].ron\"", workspace.Files.Read("connectors/my-api/connector.py"), StringComparison.Ordinal);
        Assert.Contains("connector_laws(\"my-api\"", workspace.Files.Read("connectors/my-api/tests/test_my_api.py"), StringComparison.Ordinal);
        NothingIsLeftToFill(workspace);
    }

    [Fact]
    public async Task CSharp_connector_for_a_prefix_that_is_named()
    {
        using var workspace = new CliWorkspace(("autoschematic.ron", Commented)) { Packages = "/opt/a & b/packages" };
        var run = await workspace.RunAsync("new", "connector", "--lang", "csharp", "my-api", "-p", "empty");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            Commented.Replace(
                "connectors: []),",
                """
                connectors: [
                        Connector(
                            shortname: "my-api",
                            spec: DotnetLocal(path: "connectors/my-api"),
                            env: {
                                "MY_API_FOLDER": "connectors/my-api/data",
                            },
                        ),
                    ]),
                """,
                StringComparison.Ordinal),
            workspace.Files.Read("autoschematic.ron"));
        Assert.Contains("value=\"/opt/a &amp; b/packages\"", workspace.Files.Read("connectors/my-api/nuget.config"), StringComparison.Ordinal);
        Assert.Contains("class MyApiConnector(", workspace.Files.Read("connectors/my-api/MyApiConnector.cs"), StringComparison.Ordinal);
        Assert.True(workspace.Files.Exists("connectors/my-api/tests/MyApiTests.csproj"));
        NothingIsLeftToFill(workspace);
    }

    [Fact]
    public async Task Without_packages_of_its_own_the_usual_feeds_have_them()
    {
        using var workspace = new CliWorkspace();
        Assert.Equal(0, (await workspace.RunAsync("new", "connector", "--lang", "csharp", "demo")).ExitCode);
        Assert.False(workspace.Files.Exists("connectors/demo/nuget.config"));
    }

    [Theory]
    [InlineData("AutoschematicConfig(prefixes: {})\n")]
    [InlineData("AutoschematicConfig(prefixes: {\n    // None yet.\n})\n")]
    public async Task Without_a_prefix_main_is_made(string config)
    {
        using var workspace = new CliWorkspace(("autoschematic.ron", config));
        var run = await workspace.RunAsync("new", "connector", "--lang", "python", "demo", "--format", "json");

        Assert.Contains("\"newPrefix\": true", run.Output, StringComparison.Ordinal);
        var written = workspace.Files.Read("autoschematic.ron");
        Assert.Equal(config.Contains("// None", StringComparison.Ordinal), written.Contains("    // None yet.\n", StringComparison.Ordinal));

        // Strict environments are for a file in which nobody relies on anything else yet.
        Assert.Contains(
            """
                "main": Prefix(
                    connectors: [
                        Connector(
                            shortname: "demo",
                            spec: PythonLocal(path: "connectors/demo/connector.py"),
                            env: {
                                "DEMO_FOLDER": "connectors/demo/data",
                                "PATH": "env://PATH",
                            },
                        ),
                    ],
                ),
            """,
            written,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_init_writes_can_hold_one()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Delete("autoschematic.ron");
        Assert.Equal(0, (await workspace.RunAsync("init")).ExitCode);
        var before = workspace.Files.Read("autoschematic.ron");

        Assert.Equal(0, (await workspace.RunAsync("new", "connector", "--lang", "python", "demo")).ExitCode);

        var lines = workspace.Files.Read("autoschematic.ron").Split('\n');
        Assert.Equal(before.Split('\n'), lines.Where((_, index) => index < Added(lines) || index >= Added(lines) + 7));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("Demo", "does not begin with a lower-case letter")]
    [InlineData("1st", "does not begin with a lower-case letter")]
    [InlineData("../out", "does not begin with a lower-case letter")]
    [InlineData("aws/s3", "has characters other than lower-case letters, digits, `-` and `_`")]
    [InlineData("a.b", "has characters other than lower-case letters, digits, `-` and `_`")]
    [InlineData("a-", "has a `-` or `_` that does not stand between words")]
    [InlineData("a--b", "has a `-` or `_` that does not stand between words")]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijx", "is longer than 40 characters")]
    public async Task Name_that_cannot_be_one_is_refused(string name, string problem)
        => await RefusesAsync(64, $"error[NEW001]: `{name}` cannot be the name of a new connector: it {problem}\n", [], name);

    [Fact]
    public async Task What_exists_is_refused()
    {
        await RefusesAsync(1, "error[NEW002]: `connectors/demo` exists already\n", [("connectors/demo/mine.py", "mine")], "demo");
        await RefusesAsync(1, "error[NEW002]: `connectors/demo` exists already\n", [("connectors/demo", "a file")], "demo");
        await RefusesAsync(64, "error[NEW003]: The prefix `main` has a connector `fake` already\n", [], "fake");
    }

    [Fact]
    public async Task Prefix_must_be_known_and_is_not_guessed()
    {
        (string, string)[] files = [("autoschematic.ron", Commented)];
        await RefusesAsync(64, "error[NEW004]: There are several prefixes that could have the connector\nhint: choose one with `-p`: `main`, `empty`\n", files, "demo");
        await RefusesAsync(64, "error[WRK005]: There is no prefix `other`\nhint: the configuration has `main`, `empty`\n", files, "demo", "-p", "other");
    }

    [Fact]
    public async Task It_needs_a_configuration()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Delete("autoschematic.ron");
        var run = await workspace.RunAsync("new", "connector", "--lang", "python", "demo");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("autoschematic init", run.Error, StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(int exitCode, string error, (string, string)[] files, params string[] words)
    {
        using var workspace = new CliWorkspace(files);
        workspace.Files.CommitAll();
        var run = await workspace.RunAsync(["new", "connector", "--lang", "python", .. words]);

        Assert.True(exitCode == run.ExitCode, run.ToString());
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Files.Status());
    }

    private static int Added(string[] lines) => Array.FindIndex(lines, line => line.Trim() == "Connector(");

    private static void NothingIsLeftToFill(CliWorkspace workspace)
        => Assert.All(
            Directory.EnumerateFiles(workspace.Files.PathOf("connectors"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotMatch("(?i)connector[-_]?name|PACKAGES_FOLDER", file + File.ReadAllText(file)));
}
