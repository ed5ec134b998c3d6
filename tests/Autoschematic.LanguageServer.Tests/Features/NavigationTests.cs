using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Tests.Harness;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class NavigationTests
{
    private const string Body = "Net(\r\n    name: \"😀 out://eu/a b.ron[id] and out://gone.ron[id]\", // out://eu/a b.ron[id]\r\n)\r\n";

    private static readonly (string, string)[] Files =
    [
        ("main/vpc.ron", "Vpc(size: 1)\n"),
        ("main/net.ron", "Net(vpc: \"out://vpc.ron[id]\", also: \"out://vpc.ron[arn]\")\n"),
        ("main/[region]/a b.ron", "Host(net: \"out://vpc.ron[id]\")\n"),
        ("main/plain.txt", "vpc=out://vpc.ron[id]\n"),
        ("main/far.json", "{\"\\u0076pc\": \"\\u006fut://vpc.ron[id]\"}\n"),
        ("other/net.ron", "Net(vpc: \"out://vpc.ron[id]\")\n"),
        (".autoschematic/main/vpc.ron.out.json", "{\n  \"OutputMap\": {\n    \"arn\": \"secret://.autoschematic/main/vpc.ron.arn.sealed\",\n    \"id\": \"v-1\"\n  }\n}"),
        (".autoschematic/main/v-1.ron.out.json", "{\n  \"PointerToVirtual\": \"vpc.ron\"\n}"),
        (".autoschematic/main/vpc.ron.arn.sealed", "[]"),
        ("main/.bundle/net.ron.bun.ron", "ChildOf(\n    parent: \"vpc.ron\",\n)"),
        ("connectors/own.py", ""),
        (".env", "A=1\n"),
        ("autoschematic.ron", """
            AutoschematicConfig(prefixes: {
                "main": Prefix(
                    connectors: [Connector(shortname: "own", spec: PythonLocal(path: "connectors/own.py"), env_file: ".env")],
                    env_file: "missing.env",
                ),
                "other": Prefix(connectors: []),
            })
            """),
        ("autoschematic.rbac.ron", """
            AutoschematicRbacConfig(roles: {
                "ops": Role(users: [], prefixes: {"main": PrefixGrant(grant: Apply, connectors: ["own"])}),
            })
            """),
    ];

    private static Task<LspScene> StartAsync() => LspScene.StartAsync(Files, trusted: false);

    [Theory]
    [InlineData("main/net.ron", 0, 16, "main/vpc.ron 0:0-0:0")]
    [InlineData("main/net.ron", 0, 25, ".autoschematic/main/vpc.ron.out.json 3:4-3:8")]
    [InlineData("main/net.ron", 0, 55, ".autoschematic/main/vpc.ron.out.json 2:4-2:9")]
    [InlineData("main/net.ron", 0, 5, "main/net.ron 0:0-0:0")]
    [InlineData("main/plain.txt", 0, 10, "main/vpc.ron 0:0-0:0")]
    [InlineData("main/far.json", 0, 20, "main/vpc.ron 0:0-0:0")]
    [InlineData("other/net.ron", 0, 16, "")]
    [InlineData(".autoschematic/main/vpc.ron.out.json", 3, 6, "main/vpc.ron 0:0-0:0")]
    [InlineData(".autoschematic/main/vpc.ron.out.json", 2, 20, ".autoschematic/main/vpc.ron.arn.sealed 0:0-0:0")]
    [InlineData(".autoschematic/main/v-1.ron.out.json", 1, 25, "main/vpc.ron 0:0-0:0")]
    [InlineData("main/.bundle/net.ron.bun.ron", 1, 15, "main/vpc.ron 0:0-0:0")]
    [InlineData("autoschematic.ron", 2, 45, "connectors/own.py 0:0-0:0")]
    [InlineData("autoschematic.ron", 2, 82, "connectors/own.py 0:0-0:0")]
    [InlineData("autoschematic.ron", 1, 6, "autoschematic.ron 1:4-1:10")]
    [InlineData("autoschematic.rbac.ron", 1, 40, "autoschematic.ron 1:4-1:10")]
    [InlineData("autoschematic.rbac.ron", 1, 87, "connectors/own.py 0:0-0:0")]
    public async Task A_definition_is_what_a_place_names(string path, int line, int character, string expected)
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync(path, languageId: Path.GetExtension(path).TrimStart('.'));

        var found = await scene.Client.AskAtAsync("textDocument/definition", path, line, character);

        Assert.Equal(expected, Show(scene, found));
    }

    [Theory]
    [InlineData("main/vpc.ron", 0, 8, "main/[region]/a b.ron 0:11-0:28, main/far.json 0:13-0:37, main/net.ron 0:10-0:27, main/net.ron 0:37-0:55, main/plain.txt 0:4-0:21")]
    [InlineData("main/net.ron", 0, 16, "main/[region]/a b.ron 0:11-0:28, main/far.json 0:13-0:37, main/net.ron 0:10-0:27, main/net.ron 0:37-0:55, main/plain.txt 0:4-0:21")]
    [InlineData("main/net.ron", 0, 54, "main/net.ron 0:37-0:55")]
    [InlineData(".autoschematic/main/vpc.ron.out.json", 2, 6, "main/net.ron 0:37-0:55")]
    [InlineData(".autoschematic/main/v-1.ron.out.json", 0, 0, "main/[region]/a b.ron 0:11-0:28, main/far.json 0:13-0:37, main/net.ron 0:10-0:27, main/net.ron 0:37-0:55, main/plain.txt 0:4-0:21")]
    [InlineData("other/net.ron", 0, 16, "other/net.ron 0:10-0:27")]
    [InlineData("autoschematic.ron", 1, 6, "autoschematic.rbac.ron 1:38-1:44")]
    [InlineData("autoschematic.ron", 2, 45, "autoschematic.rbac.ron 1:85-1:90")]
    public async Task References_are_every_use_in_the_prefix(string path, int line, int character, string expected)
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync(path, languageId: Path.GetExtension(path).TrimStart('.'));

        var found = await ReferencesAsync(scene, path, line, character, withDeclaration: false);

        Assert.Equal(expected, Show(scene, found));
    }

    [Fact]
    public async Task References_are_of_the_text_on_the_screen_and_come_behind_the_declaration()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/net.ron");
        await scene.Client.EditAsync("main/net.ron", (0, 0), (0, 0), "/* 😀 */\r\n");
        await scene.Client.OpenAsync("main/new.ron", "Net(vpc: \"😀 out://vpc.ron[id]\")");

        var found = await ReferencesAsync(scene, "main/net.ron", 1, 25, withDeclaration: true);

        Assert.Equal(
            ".autoschematic/main/vpc.ron.out.json 3:4-3:8, main/[region]/a b.ron 0:11-0:28, main/far.json 0:13-0:37, main/net.ron 1:10-1:27, main/new.ron 0:13-0:30, main/plain.txt 0:4-0:21",
            Show(scene, found));
    }

    [Fact]
    public async Task A_document_shows_its_references_to_one_resource_and_leads_to_what_exists()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("main/net.ron");
        await scene.Client.OpenAsync("main/body.ron", Body);
        scene.Files.Write("main/eu/a b.ron", "");

        var marks = await scene.Client.AskAtAsync("textDocument/documentHighlight", "main/net.ron", 0, 16);
        var none = await scene.Client.AskAtAsync("textDocument/documentHighlight", "main/net.ron", 0, 5);
        var links = await scene.Client.AskOfAsync("textDocument/documentLink", "main/body.ron");

        Assert.Equal("0:10-0:27, 0:37-0:55", string.Join(", ", marks.AsArray().Select(mark => Show(mark!["range"]!))));
        Assert.Equal("null", none.Plain());
        Assert.Equal("1:20-1:30 main/eu/a b.ron", string.Join(", ", links.AsArray().Select(link => $"{Show(link!["range"]!)} {PathOf(scene, link["target"])}")));
    }

    [Fact]
    public async Task Paths_of_the_configuration_are_links_when_there_is_a_file()
    {
        await using var scene = await StartAsync();
        await scene.Client.OpenAsync("autoschematic.ron");

        var links = await scene.Client.AskOfAsync("textDocument/documentLink", "autoschematic.ron");

        Assert.Equal("2:74-2:91 connectors/own.py, 2:106-2:110 .env", string.Join(", ", links.AsArray().Select(link => $"{Show(link!["range"]!)} {PathOf(scene, link["target"])}")));
    }

    [Fact]
    public async Task A_file_outside_of_the_workspace_leads_nowhere()
    {
        await using var scene = await StartAsync();
        var document = new { uri = "file:///elsewhere/a.ron", languageId = "ron", version = 1, text = "Net(vpc: \"out://vpc.ron[id]\")" };
        await scene.Client.TellAsync("textDocument/didOpen", new { textDocument = document });

        var found = await scene.Client.AskAsync(
            "textDocument/definition", new { textDocument = new { document.uri }, position = new { line = 0, character = 16 } });

        Assert.Equal("[]", found.Plain());
    }

    private static Task<JsonNode> ReferencesAsync(LspScene scene, string path, int line, int character, bool withDeclaration)
        => scene.Client.AskAsync("textDocument/references", new
        {
            textDocument = new { uri = scene.Client.Uri(path) },
            position = new { line, character },
            context = new { includeDeclaration = withDeclaration },
        });

    private static string Show(LspScene scene, JsonNode locations)
        => string.Join(", ", locations.AsArray().Select(location => $"{PathOf(scene, location!["uri"])} {Show(location["range"]!)}"));

    private static string Show(JsonNode range)
        => $"{range["start"]!["line"]}:{range["start"]!["character"]}-{range["end"]!["line"]}:{range["end"]!["character"]}";

    private static string PathOf(LspScene scene, JsonNode? uri)
        => Path.GetRelativePath(scene.Files.Root, Uri.UnescapeDataString(((string)uri!)["file://".Length..]));
}
