using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class HoveringTests
{
    private static readonly (string, string)[] Files =
    [
        ("main/a.ron", "Net(peer: \"\")\n"),
        ("main/b.ron", "Net(size: 2)\n"),
        (".autoschematic/main/b.ron.out.json", """{"OutputMap": {"id": "net-`1`", "key": "secret://.autoschematic/main/b.ron.key.sealed"}}"""),
        (".autoschematic/main/gone.ron.out.json", """{"OutputMap": {"id": "net-2"}}"""),
    ];

    private static async Task<string> HoverAsync(LspScene scene, string path, string text)
    {
        var marked = Marked.Parse(text);
        await scene.Client.OpenAsync(path, marked.Text);
        var hover = await scene.Client.AskAtAsync("textDocument/hover", path, marked.Line, marked.Character);
        await scene.Client.CloseAsync(path);
        if (hover is null)
        {
            return "nothing";
        }

        var (start, end) = (hover["range"]!["start"]!, hover["range"]!["end"]!);
        return $"{start["line"]}:{start["character"]}-{end["line"]}:{end["character"]}\n{(string?)hover["contents"]!["value"]}"
            .Replace($"file://{scene.Files.Root}/", "file:///…/", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "AutoschematicConfig(prefixes: {\"main\": Prefix(connectors: [\r\n// 😀\r\n  Conn‸ector(shortname:",
        "2:2-2:11\n```ron\nConnector(shortname, spec, env?, env_file?, concurrency?)\n```\n\nA program that maps files of its prefix to things behind an API.")]
    [InlineData(
        "AutoschematicConfig(prefixes: {\"😀\": Prefix(resource_gr‸oup: \"",
        "0:44-0:58\n```ron\nresource_group: Option<str>\n```\n\n*optional*\n\nA name that prefixes of one account have in common: an import into one of them leaves out what another already has.")]
    [InlineData(
        "AutoschematicConfig(prefixes: {\"x\": Prefix(connectors: [Connector(spec: Bina‸ry(path: \"x\"",
        "0:72-0:78\n```ron\nBinary(path, protocol?)\n```\n\n*variant of* `Spec`\n\nA program of the repository, or one on `PATH` when the path has no slash.")]
    [InlineData(
        "AutoschematicConfig(prefixes: {\"x\": Prefix(connectors: [Connector(spec: Binary(path: \"x\", protocol: ‸Grpc",
        "0:100-0:104\n```ron\nGrpc\n```\n\n*variant of* `Protocol`\n\ngRPC over a local socket.")]
    [InlineData("AutoschematicConfig(prefixes: {\"x\": Prefix(nothing‸: 1", "nothing")]
    [InlineData("AutoschematicConfig(prefixes: {\"x‸\": Prefix(", "nothing")]
    [InlineData("AutoschematicConfig(/* prefi‸xes: */", "nothing")]
    public async Task Names_of_the_configuration_are_explained_on_unsaved_text(string text, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files);

        Assert.Equal(expected, await HoverAsync(scene, "autoschematic.ron", text));
    }

    [Theory]
    [InlineData(
        "Net(peer: \"😀 out://b.r‸on[id]\")",
        "0:14-0:29\n`id` = `net-'1'`\n\nOutput of [main/b.ron](file:///…/main/b.ron), stored in [.autoschematic/main/b.ron.out.json](file:///…/.autoschematic/main/b.ron.out.json)")]
    [InlineData(
        "Net(peer: \"out://b.ron[k‸ey]\"",
        "0:11-0:27\n`key` is a secret; its value is sealed and not shown\n\nOutput of [main/b.ron](file:///…/main/b.ron), stored in [.autoschematic/main/b.ron.out.json](file:///…/.autoschematic/main/b.ron.out.json)")]
    [InlineData(
        "Net(peer: \"out://b.ron[no‸ne]\"",
        "0:11-0:28\n`none` has no value yet\n\nOutput of [main/b.ron](file:///…/main/b.ron), stored in [.autoschematic/main/b.ron.out.json](file:///…/.autoschematic/main/b.ron.out.json)")]
    [InlineData(
        "Net(peer: \"out://gone.ron[id‸]\"",
        "0:11-0:29\n`id` = `net-2`\n\nOutput of `main/gone.ron`, which does not exist, stored in [.autoschematic/main/gone.ron.out.json](file:///…/.autoschematic/main/gone.ron.out.json)")]
    [InlineData("Net(peer: \"out://../b.ron[id‸]\"", "0:11-0:29\n`../b.ron` has the component `..`, only normal components are allowed")]
    [InlineData("Net(peer: \"out://b.ron[id]‸ \", // out://b.ron[id]\n", "0:11-0:26\n`id` = `net-'1'`\n\nOutput of [main/b.ron](file:///…/main/b.ron), stored in [.autoschematic/main/b.ron.out.json](file:///…/.autoschematic/main/b.ron.out.json)")]
    [InlineData("Net(peer: \"x\") // out://b.r‸on[id]", "nothing")]
    public async Task A_reference_shows_its_value_and_where_it_comes_from(string text, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files, trusted: false);

        Assert.Equal(expected, await HoverAsync(scene, "main/a.ron", text));
        Assert.Empty(scene.Pool.Launches);
    }

    [Theory]
    [InlineData("Net(si‸ze: 1)", "0:4-0:8\n```ron\nsize: u32\n```\n\nHow many.")]
    [InlineData("Ne‸t(size: 1)", "0:0-0:3\n```ron\nNet(size)\n```\n\nA *net*.")]
    [InlineData("Net(size: 1, other‸: 2)", "0:13-0:18\n```ron\nother\n```")]
    public async Task Names_of_resources_are_explained_by_their_connector(string text, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files, scene => scene.Connector.Documenter = (_, ident) => ident switch
        {
            DocIdent.Struct { Name: "Net" } => new("Net", "A *net*.", ["size"]),
            DocIdent.Field { Parent: "Net", Name: "size" } => new("u32", "How many.", []),
            _ => null,
        });
        await scene.ReadyAsync();

        Assert.Equal(expected, await HoverAsync(scene, "main/a.ron", text));
    }
}
