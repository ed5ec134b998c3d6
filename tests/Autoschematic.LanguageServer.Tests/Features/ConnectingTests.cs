using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Model.Connectors;
using StreamJsonRpc;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class ConnectingTests
{
    private static readonly (string, string)[] OneFile = [("main/a.ron", "Net(size: 1)\n")];

    [Fact]
    public async Task Connectors_start_with_the_editor_and_top_shows_them()
    {
        await using var scene = await LspScene.StartAsync(OneFile);
        await scene.ReadyAsync();

        var top = await scene.Client.CommandAsync("top");

        Assert.Equal(
            """{"main":{"fake":{"handle_status":{"Alive":{"memory":0,"cpu_usage":0}},"init_status":"Running"}}}""",
            top.Plain());
    }

    [Fact]
    public async Task An_untrusted_workspace_starts_nothing_until_it_is_trusted()
    {
        await using var scene = await LspScene.StartAsync(OneFile, trusted: false);
        await scene.Client.OpenAsync("main/a.ron");
        await scene.Client.SaveAsync("main/a.ron");
        await scene.Client.SaveAsync("autoschematic.ron");
        var refusal = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => scene.Client.CommandAsync("get", "main/a.ron"));
        var resources = await scene.Client.AskAsync("autoschematic/resources", new { refresh = true });

        Assert.Equal("The workspace is not trusted, so no connector is started", refusal.Message);
        Assert.Equal("""{"prefixes":[]}""", resources.Plain());
        Assert.Empty(scene.Pool.Launches);

        await scene.Client.TellAsync("autoschematic/trust", new { });
        await scene.ReadyAsync();

        Assert.NotEmpty(scene.Pool.Launches);
    }

    [Theory]
    [InlineData("main/a.ron", "[\"Resource\"]")]
    [InlineData("main/a.conf", "[\"Config\"]")]
    [InlineData("main/a.bundle", "[\"Bundle\"]")]
    [InlineData("main/a.md", "[]")]
    [InlineData("elsewhere/a.ron", "[]")]
    public async Task Filter_says_what_a_file_is(string path, string expected)
    {
        await using var scene = await LspScene.StartAsync(OneFile);
        await scene.ReadyAsync();

        Assert.Equal(expected, (await scene.Client.CommandAsync("filter", path)).Plain());
        Assert.Equal(expected, (await scene.Client.CommandAsync("filter", scene.Client.Uri(path))).Plain());
    }

    [Fact]
    public async Task A_connector_that_does_not_start_is_told_of_and_a_repaired_configuration_starts_it()
    {
        await using var scene = await LspScene.StartAsync(OneFile, scene => scene.Pool.AddFailing(
            "main", "broken", new(ConnectorFailure.NotStarted, "broken", "start", "there is no such program")));
        await scene.ReadyAsync();
        var config = LspScene.Config.Replace("\"fake\", spec: Binary(path: \"fake-connector\")", "\"broken\", spec: Binary(path: \"none\")", StringComparison.Ordinal);

        scene.Files.Write("autoschematic.ron", config);
        await scene.Client.OpenAsync("autoschematic.ron");
        await scene.Client.SaveAsync("autoschematic.ron");
        var status = await scene.Client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "error");
        var top = await scene.Client.CommandAsync("top");

        Assert.Contains("broken", (string)status["message"]!, StringComparison.Ordinal);
        Assert.Equal("Dead", (string?)top["main"]!["broken"]!["handle_status"]);
        Assert.NotNull(top["main"]!["broken"]!["init_status"]!["Error"]);
        Assert.Equal(["fake"], scene.Pool.Stopped.Select(launch => launch.Shortname));

        scene.Files.Write("autoschematic.ron", LspScene.Config);
        await scene.Client.SaveAsync("autoschematic.ron");
        await scene.ReadyAsync();
    }

    [Fact]
    public async Task A_configuration_that_does_not_parse_leaves_running_connectors_alone()
    {
        await using var scene = await LspScene.StartAsync(OneFile);
        await scene.ReadyAsync();

        scene.Files.Write("autoschematic.ron", "AutoschematicConfig(prefixes: {");
        await scene.Client.OpenAsync("autoschematic.ron");
        await scene.Client.SaveAsync("autoschematic.ron");
        await scene.Client.ReceiveAsync("autoschematic/status", status => (string)status["state"]! == "error");

        Assert.Empty(scene.Pool.Stopped);
        Assert.Equal("""["Resource"]""", (await scene.Client.CommandAsync("filter", "main/a.ron")).Plain());
    }

    [Fact]
    public async Task A_changed_config_file_of_a_connector_starts_it_anew()
    {
        await using var scene = await LspScene.StartAsync([.. OneFile, ("main/fake.conf", "x")]);
        await scene.ReadyAsync();
        await scene.Client.OpenAsync("main/fake.conf");

        await scene.Client.SaveAsync("main/fake.conf");
        while (scene.Pool.Launches.Count < 2)
        {
            await scene.Client.ReceiveAsync("autoschematic/stateChanged");
        }

        Assert.Equal(["fake"], scene.Pool.Stopped.Select(launch => launch.Shortname));
    }

    [Fact]
    public async Task Connectors_of_a_folder_that_is_closed_end()
    {
        await using var scene = await LspScene.StartAsync(OneFile);
        await scene.ReadyAsync();

        await scene.Client.TellAsync(
            "workspace/didChangeWorkspaceFolders",
            new { @event = new { added = Array.Empty<object>(), removed = new[] { new { uri = LspClient.UriOf(scene.Files.Root), name = "repository" } } } });
        while (!scene.Pool.IsDisposed)
        {
            Assert.NotNull(await scene.Client.CommandAsync("top"));
        }

        Assert.Equal("{}", (await scene.Client.CommandAsync("top")).Plain());
    }

    [Fact]
    public async Task Relaunch_stops_and_starts_every_connector()
    {
        await using var scene = await LspScene.StartAsync(OneFile);
        await scene.ReadyAsync();

        Assert.Equal("null", (await scene.Client.CommandAsync("relaunch")).Plain());

        Assert.Equal(["fake"], scene.Pool.Stopped.Select(launch => launch.Shortname));
        Assert.Equal(2, scene.Pool.Launches.Count);
    }

    [Theory]
    [InlineData("dance", "There is no command `dance`")]
    [InlineData("plan", "`plan` takes one text")]
    public async Task Commands_that_make_no_sense_are_refused(string command, string message)
    {
        await using var scene = await LspScene.StartAsync(OneFile);

        var refusal = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => scene.Client.CommandAsync(command));

        Assert.Equal(message, refusal.Message);
    }
}
