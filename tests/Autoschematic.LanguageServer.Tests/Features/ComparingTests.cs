using Autoschematic.Engine.Locks;
using Autoschematic.LanguageServer.Tests.Harness;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class ComparingTests
{
    private static readonly (string, string)[] Files =
    [
        ("main/same.ron", "Net(size: 1)\n"),
        ("main/other.ron", "// Ours.\nNet(\n    size: 1,\n    name: \"x\", // kept\n)\n"),
        ("main/new.ron", "Net(size: 3)\n"),
    ];

    private static Task<LspScene> StartAsync(object? capabilities = null) => LspScene.StartAsync(
        Files,
        scene =>
        {
            scene.Cloud.Put("same.ron", "Net(size: 1)\n");
            scene.Cloud.Put("other.ron", "Net(size: 2, name: \"x\")\n");
        },
        capabilities: capabilities);

    [Theory]
    [InlineData("main/same.ron", """{"path":"main/same.ron","state":"in_sync","lines":[]}""")]
    [InlineData("main/other.ron", """{"path":"main/other.ron","state":"drifted","lines":["~ size: 1 → 2"]}""")]
    [InlineData("main/new.ron", """{"path":"main/new.ron","state":"not_created","lines":[]}""")]
    public async Task Drift_compares_a_file(string path, string expected)
    {
        await using var scene = await StartAsync();

        Assert.Equal(expected, (await scene.Client.CommandAsync("drift", path)).Plain());
    }

    [Fact]
    public async Task An_opened_file_shows_its_state_and_a_saved_one_its_new_state()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/other.ron");
        await scene.Client.ReceiveAsync("autoschematic/stateChanged");
        var titles = await TitlesAsync(scene, "main/other.ron", "drifted");

        scene.Files.Write("main/other.ron", "Net(size: 2, name: \"x\")\n");
        await scene.Client.SaveAsync("main/other.ron");
        var later = await TitlesAsync(scene, "main/other.ron", "in sync");

        Assert.Equal(["$(diff) drifted: 1 difference", "$(cloud-download) Pull", "$(list-tree) Plan"], titles);
        Assert.Equal(["$(check) in sync with fake"], later);
    }

    [Fact]
    public async Task The_remote_document_is_laid_into_what_is_on_the_screen()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/other.ron");
        await scene.Client.EditAsync("main/other.ron", (0, 3), (0, 7), "Mine");

        var remote = await scene.Client.AskAsync(
            "autoschematic/remoteDocument", new { uri = "autoschematic-remote:" + scene.Client.Uri("main/other.ron")["file:".Length..] });

        Assert.Equal("// Mine.\nNet(\n    size: 2,\n    name: \"x\", // kept\n)\n", (string)remote["text"]!);
        Assert.Equal("null", (await scene.Client.AskAsync("autoschematic/remoteDocument", new { uri = "autoschematic-remote:" + scene.Client.Uri("main/new.ron")["file:".Length..] })).Plain());
    }

    [Fact]
    public async Task Get_reads_the_remote_body()
    {
        await using var scene = await StartAsync();

        Assert.Equal("Net(size: 2, name: \"x\")\n", (string?)await scene.Client.CommandAsync("get", "main/other.ron"));
        Assert.Equal("// Ours.\nNet(\n    size: 2,\n    name: \"x\", // kept\n)\n", (string?)await scene.Client.CommandAsync("get_untemplate", "main/other.ron"));
        Assert.Equal("null", (await scene.Client.CommandAsync("get", "main/new.ron")).Plain());
    }

    [Fact]
    public async Task Plan_says_what_applying_would_do()
    {
        await using var scene = await StartAsync();

        Assert.Equal(
            """{"path":"main/other.ron","action":"update","lines":["~ size: 2 → 1"],"ops":[{"message":"update other.ron","destroys":false}],"problems":[]}""",
            (await scene.Client.CommandAsync("plan", "main/other.ron")).Plain());
    }

    [Fact]
    public async Task Pull_changes_an_open_file_on_the_screen_and_not_on_disk()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/other.ron");
        await scene.Client.EditAsync("main/other.ron", (0, 3), (0, 7), "Mine");

        scene.Client.OnQuestion = _ => "Take remote";
        var pulled = await scene.Client.CommandAsync("pull", "main/other.ron");

        Assert.Equal("pulled", (string?)pulled["status"]);
        var edit = Assert.Single(scene.Client.Edits);
        Assert.Equal(
            $$$"""{"label":"Pull remote state of main/other.ron","edit":{"documentChanges":[{"textDocument":{"uri":"{{{scene.Client.Uri("main/other.ron")}}}","version":2},"edits":[{"range":{"start":{"line":2,"character":10},"end":{"line":2,"character":11}},"newText":"2"}]}]}}""",
            edit.Plain());
        Assert.Equal(Files[1].Item2, await File.ReadAllTextAsync(Path.Join(scene.Files.Root, "main/other.ron"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pull_that_the_editor_did_not_make_can_be_asked_for_again()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/other.ron");
        scene.Client.OnQuestion = _ => "Take remote";
        scene.Client.OnEdit = _ => new { applied = false, failureReason = "somebody typed" };
        var refusal = await Assert.ThrowsAnyAsync<StreamJsonRpc.RemoteRpcException>(() => scene.Client.CommandAsync("pull", "main/other.ron"));
        scene.Client.OnEdit = _ => new { applied = true };

        var again = await scene.Client.CommandAsync("pull", "main/other.ron");

        Assert.Equal(("somebody typed", "pulled"), (refusal.Message, (string?)again["status"]));
        Assert.Equal(2, scene.Client.Edits.Count);
    }

    [Fact]
    public async Task What_is_gone_leaves_the_tree_with_the_next_comparison()
    {
        await using var scene = await StartAsync();
        await scene.Client.AskAsync("autoschematic/resources", new { refresh = true });
        File.Delete(Path.Join(scene.Files.Root, "main/new.ron"));

        var tree = await scene.Client.AskAsync("autoschematic/resources", new { refresh = true });

        Assert.Equal(
            ["main/other.ron", "main/same.ron"],
            tree["prefixes"]![0]!["connectors"]![0]!["resources"]!.AsArray().Select(item => (string?)item!["path"]));
    }

    [Fact]
    public async Task Pull_writes_a_file_that_is_not_open()
    {
        await using var scene = await StartAsync();
        scene.Client.OnQuestion = _ => "Take remote";

        var pulled = await scene.Client.CommandAsync("pull", "main/other.ron");

        Assert.Equal("pulled", (string?)pulled["status"]);
        Assert.Empty(scene.Client.Edits);
        Assert.Equal(
            "// Ours.\nNet(\n    size: 2,\n    name: \"x\", // kept\n)\n",
            await File.ReadAllTextAsync(Path.Join(scene.Files.Root, "main/other.ron"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_tree_shows_prefixes_connectors_and_what_is_known_of_resources()
    {
        await using var scene = await StartAsync();

        var tree = await scene.Client.AskAsync("autoschematic/resources", new { refresh = true });

        Assert.Equal(
            $$"""
            {"prefixes":[{"name":"main","connectors":[{"name":"fake","status":"running","resources":[
            {"path":"main/new.ron","uri":"{{scene.Client.Uri("main/new.ron")}}","state":"not_created"},
            {"path":"main/other.ron","uri":"{{scene.Client.Uri("main/other.ron")}}","state":"drifted"},
            {"path":"main/same.ron","uri":"{{scene.Client.Uri("main/same.ron")}}","state":"in_sync"}]}]}]}
            """.ReplaceLineEndings(""),
            tree.Plain());
    }

    [Fact]
    public async Task A_comparison_of_everything_tells_how_far_it_is_under_the_token_that_it_was_given()
    {
        await using var scene = await StartAsync();

        await scene.Client.AskAsync("autoschematic/resources", new { refresh = true, workDoneToken = "t1" });
        var last = await scene.Client.ReceiveAsync("$/progress", step => (int)step["value"]!["percentage"]! == 100);

        Assert.Equal("""{"token":"t1","value":{"kind":"report","message":"3 of 3 files","percentage":100}}""", last.Plain());
    }

    [Fact]
    public async Task A_comparison_that_cannot_take_place_is_an_error()
    {
        await using var scene = await StartAsync();
        await scene.ReadyAsync();
        var workspace = await scene.Files.OpenAsync();
        using var held = RepositoryLock.TryAcquire(workspace.Git, LockKind.Exclusive, "apply", workspace.Host, workspace.Clock, []);

        var refusal = await Assert.ThrowsAnyAsync<StreamJsonRpc.RemoteRpcException>(() => scene.Client.AskAsync("autoschematic/resources", new { refresh = true }));

        Assert.NotNull(held);
        Assert.Contains("apply", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_shows_resources_that_were_not_compared_yet()
    {
        await using var scene = await StartAsync();
        await scene.ReadyAsync();
        await scene.Client.CommandAsync("drift", "main/same.ron");

        var tree = await scene.Client.AskAsync("autoschematic/resources", new { });

        Assert.Equal(
            ["main/new.ron unknown", "main/other.ron unknown", "main/same.ron in_sync"],
            tree["prefixes"]![0]!["connectors"]![0]!["resources"]!.AsArray().Select(item => $"{item!["path"]} {item["state"]}"));
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(LspScene scene, string path, string wanted)
    {
        while (true)
        {
            var lenses = (await scene.Client.AskOfAsync("textDocument/codeLens", path)).AsArray();
            var titles = lenses.Select(lens => (string)lens!["command"]!["title"]!).ToList();
            if (titles.Exists(title => title.Contains(wanted, StringComparison.Ordinal)))
            {
                return titles;
            }

            await scene.Client.ReceiveAsync("autoschematic/stateChanged");
        }
    }
}
