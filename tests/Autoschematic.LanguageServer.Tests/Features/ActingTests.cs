using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Ron.Text;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class ActingTests
{
    private static readonly (string, string)[] Files =
    [
        ("main/a.ron", "Net(peer: \"\")\n"),
        ("main/b.ron", "Net(size: 2)\n"),
        ("main/c.ron", "Net(peer: \"out://a.ron[id]\")\n"),
        ("main/d.ron", "Net()\n"),
        (".autoschematic/main/a.ron.out.json", """{"OutputMap": {"id": "net-000000a"}}"""),
        (".autoschematic/main/b.ron.out.json", """{"OutputMap": {"id": "net-000000b", "short": "net", "key": "secret://.autoschematic/main/b.ron.key.sealed"}}"""),
        (".autoschematic/main/c.ron.out.json", """{"OutputMap": {"id": "net-000000c", "twice": "net-twice-0"}}"""),
        (".autoschematic/main/d.ron.out.json", """{"OutputMap": {"twice": "net-twice-0"}}"""),
    ];

    private static async Task<string> OfferAsync(LspScene scene, string path, string text, params string[] only)
    {
        var marked = Marked.Parse(text);
        await scene.Client.OpenAsync(path, marked.Text);
        var place = new { line = marked.Line, character = marked.Character };
        var offered = await scene.Client.AskAsync("textDocument/codeAction", new
        {
            textDocument = new { uri = scene.Client.Uri(path) },
            range = new { start = place, end = place },
            context = new { diagnostics = Array.Empty<object>(), only = only.Length == 0 ? null : only },
        });
        await scene.Client.CloseAsync(path);
        return string.Join('\n', offered.AsArray().Select(action => $"{action!["title"]} ({action["kind"]}) → {Apply(action, marked.Text)}"));
    }

    private static string Apply(JsonNode action, string text)
    {
        if (action["command"] is { } command)
        {
            return (string)command["command"]!;
        }

        var edit = action["edit"]!["documentChanges"]![0]!["edits"]![0]!;
        var source = new SourceText(text);
        int OffsetOf(string end) => source.GetUtf16Offset((int)edit["range"]![end]!["line"]!, (int)edit["range"]![end]!["character"]!);
        return string.Concat(text.AsSpan(0, OffsetOf("start")), (string)edit["newText"]!, text.AsSpan(OffsetOf("end"))).ReplaceLineEndings("⏎");
    }

    [Theory]
    [InlineData("AutoschematicConfig(\r\n    prefixes: {\r\n        \"😀\": Pre‸fix(),\r\n    },\r\n)", "Add the missing field `connectors` (quickfix) → AutoschematicConfig(⏎    prefixes: {⏎        \"😀\": Prefix(⏎            connectors: [],⏎        ),⏎    },⏎)")]
    [InlineData("AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: [Connector(‸env: {})])})", "Add the missing fields `shortname`, `spec` (quickfix) → AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: [Connector(env: {}, shortname: \"\", spec: Binary(path: \"\"))])})")]
    [InlineData("AutoschematicConfig(prefixes: {\"a\": Prefix(conn‸ecters: [])})", "Change `connecters` to `connectors` (quickfix) → AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: [])})\nAdd the missing field `connectors` (quickfix) → AutoschematicConfig(prefixes: {\"a\": Prefix(connecters: [], connectors: [])})")]
    [InlineData("AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: [Connector(shortname: \"x\", spec: Pyton‸Local(path: \"x\"))])})", "Change `PytonLocal` to `PythonLocal` (quickfix) → AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: [Connector(shortname: \"x\", spec: PythonLocal(path: \"x\"))])})")]
    [InlineData("AutoschematicConfig(prefixes: {\"a\": Prefx‸(connectors: [])})", "Change `Prefx` to `Prefix` (quickfix) → AutoschematicConfig(prefixes: {\"a\": Prefix(connectors: [])})")]
    [InlineData("AutoschematicConfig(prefixes: {\"a\": Prefix(con‸", "")]
    public async Task The_configuration_is_put_right(string text, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files);

        Assert.Equal(expected, await OfferAsync(scene, "autoschematic.ron", text));
    }

    [Theory]
    [InlineData("Net(peer: \"😀\", other: \"net-0‸00000b\")", "Replace by `out://b.ron[id]` (refactor.rewrite) → Net(peer: \"😀\", other: \"out://b.ron[id]\")")]
    [InlineData("Net(peer: r\"net-0‸00000b\")", "Replace by `out://b.ron[id]` (refactor.rewrite) → Net(peer: r\"out://b.ron[id]\")")]
    [InlineData("Net(peer: \"net-000000a‸\")", "")]
    [InlineData("Net(peer: \"net-0‸00000a\")", "")]
    [InlineData("Net(peer: \"net-0‸00000c\")", "")]
    [InlineData("Net(peer: \"net-tw‸ice-0\")", "")]
    [InlineData("Net(peer: \"ne‸t\")", "")]
    [InlineData("Net(peer: {\"net-0‸00000b\": 1})", "")]
    [InlineData("Net(peer: \"secret://.auto‸schematic/main/b.ron.key.sealed\")", "")]
    public async Task A_value_that_is_one_output_becomes_a_reference(string text, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files, trusted: false);

        Assert.Equal(expected, await OfferAsync(scene, "main/a.ron", text));
        Assert.Empty(scene.Pool.Launches);
    }

    [Fact]
    public async Task The_remote_state_is_pulled_by_the_clients_command()
    {
        await using var scene = await LspScene.StartAsync(Files);

        Assert.Equal("Pull remote state (source.pull) → autoschematic.pull", await OfferAsync(scene, "main/a.ron", "Net(‸size: 1)"));
        Assert.Equal("", await OfferAsync(scene, "main/a.ron", "Net(‸size: 1)", "quickfix"));
        Assert.Equal("Pull remote state (source.pull) → autoschematic.pull", await OfferAsync(scene, "main/a.ron", "Net(‸size: 1)", "source"));
    }
}
