using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Model.Addresses;
using StreamJsonRpc;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class RenamingTests
{
    internal static readonly object Abilities = new
    {
        workspace = new { applyEdit = true, workspaceEdit = new { documentChanges = true, resourceOperations = new[] { "create", "rename", "delete" } } },
    };

    private static readonly (string, string)[] Files =
    [
        ("main/mapped/old.ron", "Net(size: 1)\n"),
        ("main/mapped/old/child.ron", "Host(net: \"out://mapped/old.ron[id]\")\n"),
        ("main/user.ron", "// 😀\r\nThing(\r\n    id: \"😀 out://mapped/old.ron[id] and out://mapped/old.ron[arn]\", // out://mapped/old.ron[id]\r\n    child: \"out://mapped/old/child.ron[id]\",\r\n)\r\n"),
        ("main/note.txt", "see out://mapped/old.ron[id]\n"),
        ("main/other.ron", "Thing(id: \"out://mapped/older.ron[id]\")\n"),
        (".autoschematic/main/mapped/old.ron.out.json", "{\n  \"OutputMap\": {\n    \"id\": \"id-1\"\n  }\n}"),
        (".autoschematic/main/mapped/id-1.ron.out.json", "{\n  \"PointerToVirtual\": \"mapped/old.ron\"\n}"),
        (".autoschematic/drift-ignore.ron", "DriftIgnore(rules: [Ignore(addr: \"mapped/old.ron\", reason: \"x\")])\n"),
    ];

    private const string Renamed = """
        == .autoschematic/drift-ignore.ron
        DriftIgnore(rules: [Ignore(addr: "mapped/new.ron", reason: "x")])
        == .autoschematic/main/mapped/id-1.ron.out.json
        {
          "PointerToVirtual": "mapped/new.ron"
        }
        == .autoschematic/main/mapped/new.ron.out.json
        {
          "OutputMap": {
            "id": "id-1"
          }
        }
        == main/mapped/new.ron
        Net(size: 1)
        == main/mapped/new/child.ron
        Host(net: "out://mapped/new.ron[id]")
        == main/note.txt
        see out://mapped/new.ron[id]
        == main/other.ron
        Thing(id: "out://mapped/older.ron[id]")
        == main/user.ron
        // 😀␍
        Thing(␍
            id: "😀 out://mapped/new.ron[id] and out://mapped/new.ron[arn]", // out://mapped/old.ron[id]␍
            child: "out://mapped/new/child.ron[id]",␍
        )␍
        """;

    [Fact]
    public async Task A_file_that_was_renamed_still_merges_what_is_pulled()
    {
        await using var scene = await LspScene.StartAsync(
            [("main/a.ron", "Net(size: 1, name: \"x\")\n")], scene => scene.Cloud.Put("a.ron", "Net(size: 1, name: \"x\")\n"));
        await scene.Client.CommandAsync("drift", "main/a.ron");
        var (from, to) = (Path.Join(scene.Files.Root, "main/a.ron"), Path.Join(scene.Files.Root, "main/b.ron"));
        File.Move(from, to);
        File.WriteAllText(to, "Net(size: 1, name: \"y\")\n");
        scene.Cloud.Put("b.ron", "Net(size: 2, name: \"x\")\n");

        await scene.Client.TellAsync("workspace/didRenameFiles", new { files = new[] { new { oldUri = LspClient.UriOf(from), newUri = LspClient.UriOf(to) } } });
        while (!(await scene.Files.OpenAsync()).Agreed.Has(RepoPath.Parse("main/b.ron")))
        {
            await scene.Client.CommandAsync("drift", "main/b.ron");
        }

        Assert.Equal("pulled", (string?)(await scene.Client.CommandAsync("pull", "main/b.ron"))["status"]);
        Assert.Equal("Net(size: 2, name: \"y\")\n", File.ReadAllText(to));
    }

    [Fact]
    public async Task A_reference_renames_what_it_names_in_one_edit()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/user.ron");

        var prepared = await scene.Client.AskAtAsync("textDocument/prepareRename", "main/user.ron", 2, 20);
        var edit = await RenameAsync(scene, "main/user.ron", 2, 20, "new");

        Assert.Equal("""{"range":{"start":{"line":2,"character":18},"end":{"line":2,"character":32}},"placeholder":"mapped/old.ron"}""", prepared.Plain());
        Assert.Equal(
            """
            edit .autoschematic/drift-ignore.ron null: 0:41-0:44 "new"
            edit .autoschematic/main/mapped/id-1.ron.out.json null: 1:30-1:33 "new"
            edit main/mapped/old/child.ron null: 0:17-0:31 "mapped/new.ron"
            edit main/note.txt null: 0:10-0:24 "mapped/new.ron"
            edit main/user.ron 1: 2:18-2:32 "mapped/new.ron", 2:47-2:61 "mapped/new.ron", 3:18-3:38 "mapped/new/child.ron"
            rename .autoschematic/main/mapped/old.ron.out.json to .autoschematic/main/mapped/new.ron.out.json
            rename main/mapped/old.ron to main/mapped/new.ron
            rename main/mapped/old/child.ron to main/mapped/new/child.ron
            """,
            Show(scene, edit));
        EditorFiles.Apply(scene.Files, edit);
        Assert.Equal(Renamed, EditorFiles.Listing(scene.Files));
        Assert.Equal("", scene.Connector.Mutations);
    }

    [Fact]
    public async Task Texts_that_are_not_saved_keep_what_was_typed()
    {
        await using var scene = await StartAsync();
        var typed = "// mine\n" + scene.Files.Read("main/user.ron").Replace("child:", "also: \"out://mapped/old.ron[id]\", child:", StringComparison.Ordinal);
        await scene.Client.OpenAsync("main/user.ron", typed);
        await scene.Client.OpenAsync("main/mapped/old.ron", "Net(size: 2, me: \"out://mapped/old.ron[id]\")\n");

        var edit = await RenameAsync(scene, "main/mapped/old.ron", 0, 1, "mapped/new.ron");

        EditorFiles.Apply(scene.Files, edit, new Dictionary<string, string>
        {
            ["main/user.ron"] = typed,
            ["main/mapped/old.ron"] = "Net(size: 2, me: \"out://mapped/old.ron[id]\")\n",
        });
        Assert.Equal(
            Renamed
                .Replace("Net(size: 1)", "Net(size: 2, me: \"out://mapped/new.ron[id]\")", StringComparison.Ordinal)
                .Replace("== main/user.ron\n", "== main/user.ron\n// mine\n", StringComparison.Ordinal)
                .Replace("    child:", "    also: \"out://mapped/new.ron[id]\", child:", StringComparison.Ordinal),
            EditorFiles.Listing(scene.Files));
    }

    [Fact]
    public async Task A_file_that_is_moved_in_the_editor_takes_everything_along()
    {
        await using var scene = await StartAsync();

        var edit = await MoveAsync(scene, ("main/mapped/old.ron", "main/mapped/new.ron"));

        Assert.DoesNotContain("rename main/mapped/old.ron", Show(scene, edit), StringComparison.Ordinal);
        EditorFiles.Apply(scene.Files, edit);
        File.Move(scene.Files.PathOf("main/mapped/old.ron"), scene.Files.PathOf("main/mapped/new.ron"));
        Assert.Equal(Renamed, EditorFiles.Listing(scene.Files));
    }

    [Fact]
    public async Task A_folder_that_is_moved_takes_what_is_in_it_along()
    {
        await using var scene = await StartAsync();

        var edit = await MoveAsync(scene, ("main/mapped/old", "main/mapped/é b"));

        Assert.Equal(
            "edit main/user.ron null: 3:18-3:38 \"mapped/é b/child.ron\"",
            Show(scene, edit));
    }

    [Fact]
    public async Task Moving_what_is_no_resource_changes_nothing()
    {
        await using var scene = await StartAsync();

        Assert.Equal("null", (await MoveAsync(scene, ("README.md", "main/README.md"))).Plain());
        Assert.Equal("null", (await MoveAsync(scene, ("main/other.ron", "main/another.ron"))).Plain());
    }

    [Theory]
    [InlineData("main/mapped/old.ron", 0, 1, "mapped/old.ron", "`main/mapped/old.ron` is named so already (REN003)")]
    [InlineData("main/mapped/old.ron", 0, 1, "./other.ron", "`main/other.ron` exists already (REN002: choose another name, or remove it first)")]
    [InlineData("main/mapped/old.ron", 0, 1, "a/../b.ron", "`a/../b.ron` has the component `..`, only normal components are allowed")]
    [InlineData("main/mapped/old.ron", 0, 5, "new", "Only resources can be renamed: put the caret on the address in a reference, or on the name at the beginning of the file")]
    [InlineData("main/user.ron", 2, 35, "new", "The names of outputs are the connector's and cannot be changed")]
    [InlineData("main/other.ron", 0, 20, "new", "There is no file `main/mapped/older.ron` that could be renamed")]
    [InlineData("autoschematic.ron", 0, 3, "new", "Only resources can be renamed, and this file is in no prefix of `autoschematic.ron`")]
    public async Task A_rename_that_cannot_be_is_refused_with_the_reason(string path, int line, int character, string name, string reason)
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync(path);

        var refusal = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => RenameAsync(scene, path, line, character, name));

        Assert.Equal(reason, refusal.Message);
    }

    [Fact]
    public async Task A_name_that_the_connector_does_not_take_is_refused_once_it_runs()
    {
        await using var scene = await StartAsync();
        await scene.ReadyAsync();
        await scene.Client.CommandAsync("filter", "main/mapped/old.ron");
        await scene.Client.OpenAsync("main/mapped/old.ron");

        var refusal = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => RenameAsync(scene, "main/mapped/old.ron", 0, 1, "mapped/new.conf"));

        Assert.Equal("`main/mapped/old.ron` belongs to connector `fake`, which does not take `main/mapped/new.conf` (REN004)", refusal.Message);
    }

    [Fact]
    public async Task Another_prefix_is_refused_and_the_user_told()
    {
        await using var scene = await StartAsync();

        var refusal = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => MoveAsync(scene, ("main/mapped/old.ron", "elsewhere/old.ron")));
        var shown = await scene.Client.ReceiveAsync("window/showMessage");

        Assert.Equal("`elsewhere/old.ron` is in no prefix of `autoschematic.ron` (WRK002: give a file below the folder of a prefix)", refusal.Message);
        Assert.Equal($"References and outputs stay as they are: {refusal.Message}", (string?)shown["message"]);
    }

    [Fact]
    public async Task Before_trust_and_without_abilities_nothing_is_renamed()
    {
        await using var untrusted = await LspScene.StartAsync(Files, trusted: false, capabilities: Abilities);
        await untrusted.Client.OpenAsync("main/user.ron");
        await using var simple = await LspScene.StartAsync(Files);
        await simple.Client.OpenAsync("main/user.ron");

        var waits = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => RenameAsync(untrusted, "main/user.ron", 2, 20, "new"));
        var cannot = await Assert.ThrowsAnyAsync<RemoteRpcException>(() => RenameAsync(simple, "main/user.ron", 2, 20, "new"));

        Assert.Equal("Resources can be renamed once the workspace is trusted", waits.Message);
        Assert.Equal(
            "This editor cannot rename files in an edit; save everything and run `autoschematic rename main/mapped/old.ron main/mapped/new.ron`", cannot.Message);
    }

    [Fact]
    public async Task A_connector_that_hangs_does_not_hold_a_rename_up()
    {
        await using var scene = await LspScene.StartAsync(
            Files,
            scene => scene.Connector.Before = (call, cancellationToken)
                => call.Method == "Filter" ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask,
            capabilities: Abilities);
        await scene.ReadyAsync();
        await scene.Client.OpenAsync("main/user.ron");

        var edit = await RenameAsync(scene, "main/user.ron", 2, 20, "mapped/new.conf");

        Assert.Contains("rename main/mapped/old.ron to main/mapped/new.conf", Show(scene, edit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_has_the_editor_make_one_edit()
    {
        await using var scene = await StartAsync();

        var answer = await scene.Client.CommandAsync("rename", "main/mapped/old.ron", scene.Client.Uri("main/mapped/new.ron"));

        Assert.Equal(
            """{"moved":[{"from":".autoschematic/main/mapped/old.ron.out.json","to":".autoschematic/main/mapped/new.ron.out.json"},{"from":"main/mapped/old.ron","to":"main/mapped/new.ron"},{"from":"main/mapped/old/child.ron","to":"main/mapped/new/child.ron"}],"edited":[".autoschematic/drift-ignore.ron",".autoschematic/main/mapped/id-1.ron.out.json","main/mapped/new/child.ron","main/note.txt","main/user.ron"]}""",
            answer.Plain());
        var asked = Assert.Single(scene.Client.Edits);
        Assert.Equal("Rename main/mapped/old.ron to main/mapped/new.ron", (string?)asked["label"]);
        Assert.Equal("", scene.Files.Status());
        EditorFiles.Apply(scene.Files, asked["edit"]!);
        Assert.Equal(Renamed, EditorFiles.Listing(scene.Files));
    }

    [Fact]
    public async Task The_command_writes_for_an_editor_that_cannot_and_proves_the_plan()
    {
        await using var scene = await LspScene.StartAsync(Files, scene => scene.Cloud.Put("mapped/id-1.ron", "Net(size: 1)\n"));

        var answer = await scene.Client.CommandAsync("rename", "main/mapped/old.ron", "main/mapped/new.ron");

        Assert.Contains("""{"from":"main/mapped/old.ron","to":"main/mapped/new.ron"}""", answer["moved"].Plain(), StringComparison.Ordinal);
        Assert.Equal(Renamed, EditorFiles.Listing(scene.Files));
        Assert.Contains("R  main/mapped/old.ron -> main/mapped/new.ron", scene.Files.Status(), StringComparison.Ordinal);
    }

    private static Task<LspScene> StartAsync() => LspScene.StartAsync(Files, capabilities: Abilities);

    private static Task<JsonNode> RenameAsync(LspScene scene, string path, int line, int character, string newName)
        => scene.Client.AskAsync(
            "textDocument/rename", new { textDocument = new { uri = scene.Client.Uri(path) }, position = new { line, character }, newName });

    private static Task<JsonNode> MoveAsync(LspScene scene, params (string Old, string New)[] moves)
        => scene.Client.AskAsync(
            "workspace/willRenameFiles",
            new { files = moves.Select(move => new { oldUri = scene.Client.Uri(move.Old), newUri = scene.Client.Uri(move.New) }) });

    private static string Show(LspScene scene, JsonNode edit)
        => string.Join('\n', edit["documentChanges"]!.AsArray().Select(change => (string?)change!["kind"] == "rename"
            ? $"rename {PathOf(scene, change["oldUri"])} to {PathOf(scene, change["newUri"])}"
            : $"edit {PathOf(scene, change["textDocument"]!["uri"])} {change["textDocument"]!["version"].Plain()}: "
                + string.Join(", ", change["edits"]!.AsArray().Select(item => $"{Show(item!["range"]!)} {item["newText"].Plain()}"))));

    private static string Show(JsonNode range)
        => $"{range["start"]!["line"]}:{range["start"]!["character"]}-{range["end"]!["line"]}:{range["end"]!["character"]}";

    private static string PathOf(LspScene scene, JsonNode? uri)
        => Path.GetRelativePath(scene.Files.Root, Uri.UnescapeDataString(((string)uri!)["file://".Length..]));
}
