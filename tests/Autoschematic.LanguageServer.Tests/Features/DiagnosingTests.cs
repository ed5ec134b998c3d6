using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class DiagnosingTests
{
    private static readonly (string, string)[] Files =
    [
        ("main/a.ron", "Net(size: 1)\n"),
        ("main/b.ron", "Net(size: 2)\n"),
        (".autoschematic/main/b.ron.out.json", """{"OutputMap": {"id": "net-1"}}"""),
    ];

    private static string Lines(JsonNode published)
        => string.Join('\n', published["diagnostics"]!.AsArray().Select(item =>
        {
            var (start, end) = (item!["range"]!["start"]!, item["range"]!["end"]!);
            return $"{start["line"]}:{start["character"]}-{end["line"]}:{end["character"]} {item["severity"]} {item["code"]} {((string?)item["message"])!.ReplaceLineEndings(" | ")}";
        }));

    private static async Task<string> DiagnoseAsync(LspScene scene, string path, string text, string languageId = "ron")
    {
        await scene.Client.OpenAsync(path, text, languageId);
        return Lines(await scene.Client.DiagnosticsAsync(path));
    }

    [Theory]
    [InlineData(
        "autoschematic.ron",
        "AutoschematicConfig(prefixes: {\r\n  \"😀\": Prefix(conectors: []),\r\n  \"a\": Prefix(connectors: [Connector(shortname: 1, spec: Pyp(path: \"x\"))],\r\n})",
        """
        1:15-1:24 1 RON065 Unknown field `conectors` in `Prefix` | hint: did you mean `connectors`?
        2:48-2:49 1 RON060 Expected a string, found `1`
        2:57-2:60 1 RON071 Unknown variant `Pyp` of `Spec` | hint: did you mean `Pip`?
        3:0-3:1 1 RON006 Expected a field name, found `}` | hint: once a struct has named fields, all of them need a name
        """)]
    [InlineData(
        "autoschematic.ron",
        "AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: []), \"a\": Prefix(connectors: [], tasks: 3)})",
        "0:60-0:63 1 CFG004 The key `a` stands twice in this map | hint: it is already given at 1:32; only one of them could count\n0:95-0:96 1 RON060 Expected a list `[…]`, found `3`")]
    [InlineData(
        "autoschematic.rbac.ron",
        "AutoschematicRbacConfig(roles: {\"ops\": Role(users: [], prefixes: {\"maim\": PrefixGrant(grant: Apply, connectors: None)})})",
        "0:66-0:72 2 RBC004 The configuration has no prefix `maim` | hint: did you mean `main`?")]
    [InlineData(
        ".autoschematic/drift-ignore.ron",
        "DriftIgnore(rules: [Ignore(addr: \"a.ron\", reason: \"\", until: \"soon\")])",
        "0:50-0:52 1 DRF003 The rule has no reason | hint: say why this difference does not matter\n0:61-0:67 1 DRF004 `soon` is not a day | hint: write it as `2027-01-31`")]
    [InlineData(
        "autoschematic.lock.ron",
        "AutoschematicLock(packages: [Locked(kind: Pip, name: \"x\", version: \"1\", hashes: {\"x\": \"00\"})])",
        "0:53-0:56 2 LKF010 No connector is of package `Pip x` | hint: run `autoschematic install`\n0:86-0:90 1 LKF005 This is neither a SHA-256 nor a SHA-512 | hint: it is `sha256:` and 64 digits of `0-9a-f`, or `sha512:` and 128; restore the file with `git restore`, or delete the entry and run `autoschematic install`")]
    [InlineData(
        "connectors/net/any.ron",
        "ConnectorManifest(shortname: \"net\", protocol: \"grcp\", description: 1, stability: \"new\")",
        "0:46-0:52 1 MAN001 There is no protocol `grcp` | hint: did you mean `grpc`?\n0:67-0:68 1 RON060 Expected a string, found `1`\n0:81-0:86 1 MAN001 There is no stability `new` | hint: write `preview` or `beta` or `stable`")]
    [InlineData("connectors/net/manifest.ron", "ConnectorManifest(shortname: \"net\", protocol: \"grpc\", description: \"Nets.\", stability: \"beta\")", "")]
    [InlineData(
        "main/a.ron",
        "Net(\n  size: 1,\n  é: \"😀\" \"x\", size: 2,\n  tags: {\"a\": 1, \"a\": 2},\n  peer: \"out://none.ron[id]\", other: \"out://b.ron[ip]\",\n  <<<<<<< local\n)",
        """
        2:10-2:13 1 RON003 Expected `,` or `)`, found a string
        5:2-5:3 1 RON006 Expected a field name, found `<` | hint: once a struct has named fields, all of them need a name
        2:15-2:19 1 LSP020 The field `size` stands twice in this struct | hint: it is already given at 2:3
        3:17-3:20 2 LSP021 The key "a" stands twice in this map | hint: it is already given at 4:10; the last one counts
        5:2-5:9 2 VAL009 A conflict that is marked here is not settled | hint: keep what is right of the sides and delete the marks
        4:9-4:27 1 VAL001 `out://none.ron[id]` refers to `none.ron`, which is not in this prefix | hint: references name a virtual address relative to the prefix
        4:38-4:53 2 VAL002 `b.ron` has no output `ip` | hint: it has `id`
        """)]
    [InlineData("main/a.ron", "Net(size: out://b.ron[id])", "0:0-0:0 2 VAL004 `main/a.ron` does not parse, so its references are taken from its plain text | hint: put references into string literals")]
    [InlineData("main/a.ron", "Net(size: 1)", "")]
    [InlineData("elsewhere/a.ron", "Net(", "0:4-0:4 1 RON004 Expected `)`, found the end of the text | hint: the `(` at 1:4 is not closed")]
    [InlineData(".autoschematic/main/b.ron.out.json", """{"OutputMap": {"id": 1}}""", "0:21-0:22 1 OUT004 The value of `id` must be a string | hint: put the value in quotes")]
    public async Task What_is_wrong_is_said_in_its_place(string path, string text, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files, trusted: false);

        Assert.Equal(expected, await DiagnoseAsync(scene, path, text));
        Assert.Empty(scene.Pool.Launches);
    }

    [Fact]
    public async Task Text_bodies_have_references_too()
    {
        await using var scene = await LspScene.StartAsync(Files);

        Assert.Equal(
            "0:6-0:22 1 VAL001 `out://none.md[x]` refers to `none.md`, which is not in this prefix | hint: references name a virtual address relative to the prefix",
            await DiagnoseAsync(scene, "main/a.txt", "see 😀out://none.md[x]\n", "plaintext"));
    }

    [Fact]
    public async Task Connectors_follow_what_the_repository_tells_and_stay_inside_of_the_text()
    {
        await using var scene = await LspScene.StartAsync(Files, scene => scene.Connector.Linter = (_, body) =>
        [
            new(DiagnosticSeverity.Warning, new(1, 5), new(1, 9), $"odd {body.Length}"),
            new(DiagnosticSeverity.Error, new(7, 1), new(99, 99), "outside"),
            new(DiagnosticSeverity.Hint, new(-3, 0), new(0, 0), "before"),
        ]);
        await scene.ReadyAsync();
        await scene.Client.OpenAsync("main/a.ron", "Net(size: \"out://none.ron[x]\")");

        var published = await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count > 1);

        Assert.Equal(
            """
            0:11-0:28 1 VAL001 `out://none.ron[x]` refers to `none.ron`, which is not in this prefix | hint: references name a virtual address relative to the prefix
            0:4-0:8 2 VAL006 odd 30 (says `fake`)
            0:30-0:30 1 VAL006 outside (says `fake`)
            0:0-0:0 4 VAL006 before (says `fake`)
            """,
            Lines(published));
    }

    [Fact]
    public async Task A_connector_that_fails_is_one_diagnostic_at_the_top()
    {
        await using var scene = await LspScene.StartAsync(Files, scene => scene.Connector.Failing("Diag", "*", "no such schema"));
        await scene.ReadyAsync();
        await scene.Client.OpenAsync("main/a.ron", "Net(size: 1)");

        var published = await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count > 0);

        var only = Assert.Single(published["diagnostics"]!.AsArray())!;
        Assert.Equal("""{"start":{"line":0,"character":0},"end":{"line":0,"character":0}}""", only["range"]!.ToJsonString());
        Assert.Contains("no such schema", (string?)only["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connector_that_hangs_keeps_nothing_back()
    {
        var hanging = new TaskCompletionSource();
        await using var scene = await LspScene.StartAsync(Files, scene => scene.Connector.Before = (call, token) => call.Method == "Diag" ? hanging.Task.WaitAsync(token) : Task.CompletedTask);
        await scene.ReadyAsync();
        await scene.Client.OpenAsync("main/a.ron", "Net(");
        await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 1);

        await scene.Client.ReplaceAsync("main/a.ron", "Net(size: 1)");
        await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 0);
        await scene.Client.ReplaceAsync("main/a.ron", "Net(size: 1, size: 2)");
        var published = await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 1);
        hanging.SetResult();

        Assert.Equal("0:13-0:17 1 LSP020 The field `size` stands twice in this struct | hint: it is already given at 1:5", Lines(published));
    }

    [Fact]
    public async Task Only_the_newest_version_is_spoken_of_and_closing_takes_everything_back()
    {
        await using var scene = await LspScene.StartAsync(Files);
        await scene.Client.OpenAsync("main/a.ron", "Net(");
        await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 1);
        for (var edit = 0; edit < 50; edit++)
        {
            await scene.Client.EditAsync("main/a.ron", (0, 4), (0, 4), "x");
        }

        await scene.Client.ReplaceAsync("main/a.ron", "Net(size: 1)");
        var last = await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 0);
        await scene.Client.CloseAsync("main/a.ron");
        var closed = await scene.Client.ReceiveAsync(
            "textDocument/publishDiagnostics", parameters => (string)parameters["uri"]! == scene.Client.Uri("main/a.ron") && parameters["version"] is null);

        Assert.Equal(52, (int)last["version"]!);
        Assert.Empty(closed["diagnostics"]!.AsArray());
    }

    [Fact]
    public async Task Files_that_depend_on_another_are_looked_at_again_when_it_changes()
    {
        await using var scene = await LspScene.StartAsync([.. Files, ("autoschematic.rbac.ron", "")]);
        await scene.Client.OpenAsync("autoschematic.rbac.ron", "AutoschematicRbacConfig(roles: {\"ops\": Role(users: [], prefixes: {\"new\": PrefixGrant(grant: Apply, connectors: None)})})");
        await scene.Client.DiagnosticsAsync("autoschematic.rbac.ron", found => found.Count == 1);
        await scene.Client.OpenAsync("main/a.ron", "Net(peer: \"out://b.ron[ip]\")");
        await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 1);

        await scene.Client.OpenAsync("autoschematic.ron", LspScene.Config.Replace("\"main\"", "\"new\"", StringComparison.Ordinal));
        await scene.Client.DiagnosticsAsync("autoschematic.rbac.ron", found => found.Count == 0);
        await scene.Client.CloseAsync("autoschematic.ron");
        scene.Files.Write(".autoschematic/main/b.ron.out.json", """{"OutputMap": {"ip": "1"}}""");
        await scene.Client.TellAsync("workspace/didChangeWatchedFiles", new { changes = new[] { new { uri = scene.Client.Uri(".autoschematic/main/b.ron.out.json"), type = 2 } } });

        await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 0);
    }

    [Fact]
    public async Task Trust_that_comes_later_brings_what_connectors_say()
    {
        await using var scene = await LspScene.StartAsync(
            Files, scene => scene.Connector.Linter = (_, _) => [new(DiagnosticSeverity.Error, new(1, 1), new(1, 4), "no nets here")], trusted: false);
        await scene.Client.OpenAsync("main/a.ron");
        await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 0);
        Assert.Empty(scene.Pool.Launches);

        await scene.Client.TellAsync("autoschematic/trust", new { });
        var published = await scene.Client.DiagnosticsAsync("main/a.ron", found => found.Count == 1);

        Assert.Equal("0:0-0:3 1 VAL006 no nets here (says `fake`)", Lines(published));
    }
}
