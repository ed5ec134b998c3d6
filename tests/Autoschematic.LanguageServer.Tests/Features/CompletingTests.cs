using System.Text;
using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class CompletingTests
{
    private static readonly object Snippets = new { textDocument = new { completion = new { completionItem = new { snippetSupport = true } } } };
    private static readonly (string, string)[] Files =
    [
        ("main/nets/a.ron", "Net(name: \"a\", size: 1)\n"),
        ("main/nets/b.ron", "Net(name: \"b\", size: 2, peer: \"x\")\n"),
        (".autoschematic/main/nets/b.ron.out.json", """{"OutputMap": {"id": "net-0000001", "secret": "secret://.autoschematic/main/nets/b.ron.secret.sealed"}}"""),
        ("scripts/run.py", ""),
        ("scripts/run.ts", ""),
        (".env", "A=b\n"),
    ];

    private static Skeleton Example(string address, string body) => new(address, Encoding.UTF8.GetBytes(body));

    private static Task<LspScene> StartAsync(object? capabilities = null, bool trusted = true) => LspScene.StartAsync(
        Files,
        scene => scene.Connector.Skeletons =
        [
            Example("nets/[name].ron", "// A network.\nNet(\n    // How it is called.\n    name: \"[name]\",\n    size: 1,\n    mode: Bridge,\n)\n"),
            Example("boards/[uid].json", "{\"uid\": \"[uid]\", \"title\": \"Title\", \"panels\": []}\n"),
        ],
        trusted,
        capabilities);

    /// <summary>Completes at the caret of a file's unsaved text; one line an item.</summary>
    private static async Task<string> CompleteAsync(LspScene scene, string path, string text)
    {
        var marked = Marked.Parse(text);
        await scene.Client.OpenAsync(path, marked.Text);
        var list = await scene.Client.AskAtAsync("textDocument/completion", path, marked.Line, marked.Character);
        await scene.Client.CloseAsync(path);
        return string.Join('\n', list["items"]!.AsArray().OrderBy(item => (string?)item!["sortText"], StringComparer.Ordinal).Select(item => Line(item!, marked)));
    }

    private static string Line(JsonNode item, Marked marked)
    {
        var range = item["textEdit"]!["range"]!;
        var lines = marked.Text.Split('\n');
        var replaced = (int)range["start"]!["line"]! == (int)range["end"]!["line"]!
            ? lines[(int)range["start"]!["line"]!][(int)range["start"]!["character"]!..(int)range["end"]!["character"]!]
            : "…";
        return $"{(string?)item["label"]}{(item["detail"] is { } detail ? $" · {(string?)detail}" : "")} · `{replaced}` → `{((string?)item["textEdit"]!["newText"])!.ReplaceLineEndings("⏎")}`";
    }

    private static string Config(string connector) => $"AutoschematicConfig(\n    prefixes: {{\n        \"main\": Prefix(\n            connectors: [\n                {connector}\n            ],\n        ),\n    }},\n)\n";

    [Theory]
    [InlineData("Connector(shortname: \"a\", sp‸)")]
    [InlineData("Connector(shortname: \"a\", sp‸")]
    [InlineData("Connector(\n    shortname: \"a\"\n    sp‸\n    ),")]
    [InlineData("Connector(shortname: \"😀\", \r\n sp‸\r\n),")]
    public async Task A_half_typed_field_is_completed_in_a_file_that_does_not_parse(string connector)
    {
        await using var scene = await StartAsync();

        Assert.Equal(
            """
            spec · Spec · `sp` → `spec: `
            env · {str: str}, optional · `sp` → `env: `
            env_file · Option<str>, optional · `sp` → `env_file: `
            concurrency · Option<int>, optional · `sp` → `concurrency: `
            """,
            await CompleteAsync(scene, "autoschematic.ron", Config(connector)));
    }

    [Fact]
    public async Task Fields_come_with_their_values_to_fill_in_where_the_editor_has_snippets()
    {
        await using var scene = await StartAsync(Snippets);

        Assert.Equal(
            """
            shortname · str · `` → `shortname: "${1}",`
            spec · Spec · `` → `spec: ${1},`
            env · {str: str}, optional · `` → `env: {${1}},`
            env_file · Option<str>, optional · `` → `env_file: "${1}",`
            concurrency · Option<int>, optional · `` → `concurrency: ${1:0},`
            """,
            await CompleteAsync(scene, "autoschematic.ron", Config("Connector(‸)")));
        Assert.Equal(
            "spec · Spec · `spc` → `spec`\nenv · {str: str}, optional · `spc` → `env`",
            await CompleteAsync(scene, "autoschematic.ron", Config("Connector(shortname: \"a\", spc‸: Binary(path: \"x\"), env_file: \"\", concurrency: 1)")));
    }

    [Fact]
    public async Task Documentation_comes_with_the_fields()
    {
        await using var scene = await StartAsync();
        var marked = Marked.Parse(Config("Connector(‸)"));
        await scene.Client.OpenAsync("autoschematic.ron", marked.Text);

        var list = await scene.Client.AskAtAsync("textDocument/completion", "autoschematic.ron", marked.Line, marked.Character);

        Assert.Equal(
            """{"kind":"markdown","value":"What \u0060--connector\u0060 and messages call the connector, such as \u0060grafana\u0060. Each connector of a prefix has its own."}""",
            list["items"]![0]!["documentation"]!.ToJsonString());
        Assert.False((bool)list["isIncomplete"]!);
    }

    [Theory]
    [InlineData("Connector(spec: ‸)", "Binary · Spec · `` → `Binary(path: \"\")`|Cargo · Spec · `` → `Cargo(name: \"\")`|CargoLocal · Spec · `` → `CargoLocal(path: \"\")`|Pip · Spec · `` → `Pip(name: \"\")`|PythonLocal · Spec · `` → `PythonLocal(path: \"\")`|TypescriptLocal · Spec · `` → `TypescriptLocal(path: \"\")`|DotnetLocal · Spec · `` → `DotnetLocal(path: \"\")`|DotnetTool · Spec · `` → `DotnetTool(name: \"\")`")]
    [InlineData("Connector(spec: Pip(protocol: Gr‸", "Tarpc · Protocol · `Gr` → `Tarpc`|Grpc · Protocol · `Gr` → `Grpc`")]
    [InlineData("Conn‸", "Connector · struct · `Conn` → `Connector(shortname: \"\", spec: )`")]
    [InlineData("Connector(spec: PythonLocal(path: \"scripts/‸\"))", "run.py · `` → `run.py`")]
    [InlineData("Connector(spec: TypescriptLocal(path: \"scr‸ipts\"))", "main/ · `scripts` → `main/`|scripts/ · `scripts` → `scripts/`|.autoschematic/ · `scripts` → `.autoschematic/`")]
    [InlineData("Connector(env_file: \".e‸", ".env · `.e` → `.env`|autoschematic.ron · `.e` → `autoschematic.ron`|.autoschematic/ · `.e` → `.autoschematic/`|main/ · `.e` → `main/`|scripts/ · `.e` → `scripts/`")]
    [InlineData("Connector(env_file: \"../‸\")", "")]
    [InlineData("Connector(env: {\"API_KEY\": \"‸\"})", "env://API_KEY · `` → `env://API_KEY`|secret:// · `` → `secret://`")]
    [InlineData("Connector(shortname: \"a\" ‸)", "")]
    [InlineData("Connector(shortname: \"a\", // sp‸", "")]
    public async Task Values_of_the_configuration_are_offered(string connector, string expected)
    {
        await using var scene = await StartAsync();

        var actual = await CompleteAsync(scene, "autoschematic.ron", Config(connector));

        Assert.Equal(Sorted(expected), Sorted(actual.ReplaceLineEndings("|")));

        static string Sorted(string lines) => string.Join('\n', lines.Split('|').Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("autoschematic.rbac.ron", "AutoschematicRbacConfig(roles: {\"ops\": Role(prefixes: {\"‸", "main · `` → `main`")]
    [InlineData("autoschematic.rbac.ron", "AutoschematicRbacConfig(roles: {\"ops\": Role(prefixes: {\"main\": PrefixGrant(connectors: [\"‸\"", "fake · `` → `fake`")]
    [InlineData("autoschematic.rbac.ron", "AutoschematicRbacConfig(roles: {\"dev\": Role(), \"ops\": Role(prefixes: {\"main\": PrefixGrant(grant: ApplyIfApprovedBy(role: \"‸", "dev · `` → `dev`\nops · `` → `ops`")]
    [InlineData("autoschematic.rbac.ron", "AutoschematicRbacConfig(roles: {\"ops\": Role(prefixes: {\"main\": PrefixGrant(grant: R‸", "None · Grant · `R` → `None`\nReadOnly · Grant · `R` → `ReadOnly`\nApplyIfApprovedBy · Grant · `R` → `ApplyIfApprovedBy(role: \"\")`\nApply · Grant · `R` → `Apply`")]
    [InlineData("autoschematic.lock.ron", "AutoschematicLock(packages: [Locked(kind: P‸", "Cargo · PackageKind · `P` → `Cargo`\nPip · PackageKind · `P` → `Pip`\nDotnetTool · PackageKind · `P` → `DotnetTool`")]
    [InlineData(".autoschematic/drift-ignore.ron", "DriftIgnore(rules: [Ignore(addr: \"nets/‸\")])", "nets/a.ron · `nets/` → `nets/a.ron`\nnets/b.ron · `nets/` → `nets/b.ron`")]
    [InlineData("connectors/net/manifest.ron", "ConnectorManifest(stability: \"‸", "preview · `` → `preview`\nbeta · `` → `beta`\nstable · `` → `stable`")]
    [InlineData("connectors/net/manifest.ron", "‸", "ConnectorManifest · struct · `` → `ConnectorManifest(shortname: \"\", protocol: \"\", description: \"\", stability: \"\")`")]
    public async Task Other_files_of_the_tool_are_completed_too(string path, string text, string expected)
    {
        await using var scene = await StartAsync();

        Assert.Equal(expected, await CompleteAsync(scene, path, text));
    }

    [Fact]
    public async Task Resources_are_completed_from_examples_and_from_their_neighbours()
    {
        await using var scene = await StartAsync();
        await scene.ReadyAsync();

        Assert.Equal(
            "name · str · `` → `name: `\nsize · int · `` → `size: `\nmode · Bridge, optional · `` → `mode: `\npeer · str, optional · `` → `peer: `",
            await CompleteAsync(scene, "main/nets/c.ron", "Net(‸"));
        Assert.Equal("Bridge · `B` → `Bridge`", await CompleteAsync(scene, "main/nets/c.ron", "Net(mode: B‸"));
        Assert.Equal(
            "nets/[name].ron · example of fake · `` → `// A network.⏎Net(⏎    // How it is called.⏎    name: \"c\",⏎    size: 1,⏎    mode: Bridge,⏎)⏎`\nNet · struct · `` → `Net(name: \"[name]\", size: 1)`",
            await CompleteAsync(scene, "main/nets/c.ron", "‸"));
    }

    [Fact]
    public async Task Keys_of_json_bodies_are_completed_inside_and_outside_of_quotes()
    {
        await using var scene = await StartAsync();
        await scene.ReadyAsync();

        Assert.Equal(
            "uid · str · `\"u\"` → `\"uid\": `\npanels · […] · `\"u\"` → `\"panels\": `",
            await CompleteAsync(scene, "main/boards/a.json", "{\"title\": \"x\", \"u‸\"}"));
        Assert.Equal(
            "uid · str · `` → `\"uid\": `\npanels · […] · `` → `\"panels\": `",
            await CompleteAsync(scene, "main/boards/a.json", "{\"title\": \"x\", ‸"));
    }

    [Fact]
    public async Task What_a_connector_tells_completes_the_examples()
    {
        await using var scene = await StartAsync();
        scene.Connector.Documenter = (_, ident) => ident switch
        {
            DocIdent.Struct { Name: "Net" } => new("Net", "A net.", ["name", "size", "gateway"]),
            DocIdent.Field { Parent: "Net", Name: "gateway" } => new("Option<Ip>", "Where packets go.", []),
            _ => null,
        };
        await scene.ReadyAsync();
        await scene.Client.OpenAsync("main/nets/c.ron", "Net(name: \"x\", size: 1, mode: Bridge, peer: \"\", )");

        // The first list may be quicker than the connector.
        var items = await Eventually.Async(
            async () => (await scene.Client.AskAtAsync("textDocument/completion", "main/nets/c.ron", 0, 47))["items"]!.AsArray(), found => found.Count > 0);
        var resolved = await scene.Client.AskAsync("completionItem/resolve", items[0]!);

        Assert.Equal("gateway", (string?)Assert.Single(items)!["label"]);
        Assert.Equal("Option<Ip>", (string?)resolved["detail"]);
        Assert.Equal("Where packets go.", (string?)resolved["documentation"]!["value"]);
    }

    [Theory]
    [InlineData("Net(peer: \"‸\")", "out://nets/b.ron · `` → `out://nets/b.ron[`")]
    [InlineData("Net(peer: \"out://nets/‸", "out://nets/b.ron · `out://nets/` → `out://nets/b.ron[`")]
    [InlineData("Net(peer: \"net-out://n‸", "out://nets/b.ron · `out://n` → `out://nets/b.ron[`")]
    [InlineData("Net(peer: \"out://nets/b.ron[‸", "id · output of nets/b.ron · `` → `id]`\nsecret · output of nets/b.ron · `` → `secret]`")]
    [InlineData("Net(peer: \"out://nets/b.ron[i‸]\")", "id · output of nets/b.ron · `i` → `id`\nsecret · output of nets/b.ron · `i` → `secret`")]
    [InlineData("Net(peer: \"out://nets/b.ron[id]‸\")", "")]
    [InlineData("Net(peer: \"out://../x[‸\")", "")]
    [InlineData("Net(peer: \"plain‸\")", "")]
    public async Task References_are_completed_address_first_and_then_key(string text, string expected)
    {
        await using var scene = await StartAsync(trusted: false);

        Assert.Equal(expected, await CompleteAsync(scene, "main/nets/a.ron", text));
        Assert.Empty(scene.Pool.Launches);
    }

    [Fact]
    public async Task Addresses_with_brackets_and_blanks_are_found_by_their_escaped_names()
    {
        await using var scene = await LspScene.StartAsync([("main/[region]/a b.ron", "Net(peer: \"\", size: 1)\n"), ("main/[region]/c.ron", "Net(peer: \"x\")\n")]);
        await scene.Client.TellAsync("textDocument/didOpen", new
        {
            textDocument = new { uri = $"file://{scene.Files.Root}/main/%5Bregion%5D/a%20b.ron", languageId = "ron", version = 1, text = "Net(😀: 1, p" },
        });

        var list = await scene.Client.AskAsync("textDocument/completion", new
        {
            textDocument = new { uri = $"file://{scene.Files.Root}/main/%5Bregion%5D/a%20b.ron" },
            position = new { line = 0, character = 12 },
        });

        Assert.Equal("""[{"start":{"line":0,"character":11},"end":{"line":0,"character":12}}]""", new JsonArray([.. list["items"]!.AsArray().Select(item => item!["textEdit"]!["range"]!.DeepClone())]).ToJsonString());
    }

    [Fact]
    public async Task A_connector_that_hangs_delays_nothing()
    {
        await using var scene = await LspScene.StartAsync(Files, scene => scene.Connector.Before = (_, token) => Task.Delay(Timeout.Infinite, token));

        Assert.StartsWith("spec · Spec", await CompleteAsync(scene, "autoschematic.ron", Config("Connector(shortname: \"a\", ‸")), StringComparison.Ordinal);
        Assert.StartsWith("name · str", await CompleteAsync(scene, "main/nets/c.ron", "Net(‸"), StringComparison.Ordinal);
    }
}
