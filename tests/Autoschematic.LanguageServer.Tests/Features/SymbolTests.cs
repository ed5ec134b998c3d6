using System.Text.Json.Nodes;
using Autoschematic.LanguageServer.Tests.Harness;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class SymbolTests
{
    private const string Body = """
        // Ours.
        // Both lines.
        Net(
            name: "😀 net",
            vpc: "out://vpc.ron[id] out://vpc.ron[arn]",
            tags: {"a": 1, "b": [
                true,
            ]},
            rules: [
                Rule(id: "ssh", port: 22),
                Deny,
                Some((1.5, 'x')),
            ],
            text: r#"one
        two"#, /* many
            lines */
            other: None,
        )

        """;

    private static readonly (string, string)[] Files =
    [
        ("main/vpc.ron", "Vpc(size: 1)\n"),
        ("main/eu/vpcs/main.ron", "Vpc(size: 1)\n"),
        ("main/eu/v/p/c.ron", "Vpc(size: 1)\n"),
        ("main/body.ron", Body),
        ("main/body.json", "{\"name\": \"x\", \"list\": [{\"id\": 7}], \"\": null}"),
    ];

    [Fact]
    public async Task The_outline_of_a_document_shows_its_parts()
    {
        await using var scene = await OpenAsync("main/body.ron");

        var symbols = await scene.Client.AskOfAsync("textDocument/documentSymbol", "main/body.ron");

        Assert.Equal(
            """
            Net 23 2:0-17:1 at 2:0-2:3
              name "😀 net" 8 3:4-3:18 at 3:4-3:8
              vpc "out://vpc.ron[id] out://vpc.ron[arn]" 8 4:4-4:47 at 4:4-4:7
              tags 8 5:4-7:6 at 5:4-5:8
                a 1 20 5:11-5:17 at 5:11-5:14
                b 20 5:19-7:5 at 5:19-5:22
              rules 8 8:4-12:5 at 8:4-8:9
                [0] Rule ssh 23 9:8-9:33 at 9:8-9:12
                  id "ssh" 8 9:13-9:22 at 9:13-9:15
                  port 22 8 9:24-9:32 at 9:24-9:28
                [2] Some 23 11:8-11:24 at 11:8-11:12
                  [0] 23 11:13-11:23 at 11:13-11:23
              text r#"one two"# 8 13:4-14:5 at 13:4-13:8
              other None 8 16:4-16:15 at 16:4-16:9

            """,
            Outline(symbols.AsArray(), ""));
    }

    [Fact]
    public async Task The_outline_of_json_and_of_what_does_not_parse_shows_what_is_there()
    {
        await using var scene = await OpenAsync("main/body.json", languageId: "json");
        await scene.Client.OpenAsync("main/vpc.ron", "Vpc(size: , tags: {\"a\": 1");

        var json = await scene.Client.AskOfAsync("textDocument/documentSymbol", "main/body.json");
        var broken = await scene.Client.AskOfAsync("textDocument/documentSymbol", "main/vpc.ron");

        Assert.Equal(
            """
            name "x" 20 0:1-0:12 at 0:1-0:7
            list 20 0:14-0:33 at 0:14-0:20
              [0] 19 0:23-0:32 at 0:23-0:32
                id 7 20 0:24-0:31 at 0:24-0:28
            "" null 20 0:35-0:43 at 0:35-0:37

            """,
            Outline(json.AsArray(), ""));
        Assert.Equal(["size", "tags"], broken[0]!["children"]!.AsArray().Select(child => (string?)child!["name"]));
    }

    [Fact]
    public async Task Brackets_literals_and_comments_fold()
    {
        await using var scene = await OpenAsync("main/body.ron");

        var ranges = await scene.Client.AskOfAsync("textDocument/foldingRange", "main/body.ron");

        Assert.Equal(
            "0-1 comment, 2-16, 5-6, 8-11, 13-14, 14-15 comment",
            string.Join(", ", ranges.AsArray().Select(range => $"{range!["startLine"]}-{range["endLine"]}{(range["kind"] is { } kind ? $" {kind}" : "")}")));
    }

    [Fact]
    public async Task A_selection_grows_step_by_step()
    {
        await using var scene = await OpenAsync("main/body.ron");

        var ranges = await scene.Client.AskAsync("textDocument/selectionRange", new
        {
            textDocument = new { uri = scene.Client.Uri("main/body.ron") },
            positions = new[] { new { line = 3, character = 14 }, new { line = 9, character = 31 } },
        });

        Assert.Equal("3:11-3:17 < 3:10-3:18 < 3:4-3:18 < 2:4-17:0 < 2:0-17:1 < 0:0-18:0", Steps(ranges[0]!));
        Assert.Equal("9:30-9:32 < 9:24-9:32 < 9:13-9:32 < 9:8-9:33 < 8:12-12:4 < 8:11-12:5 < 8:4-12:5 < 2:4-17:0 < 2:0-17:1 < 0:0-18:0", Steps(ranges[1]!));
    }

    [Fact]
    public async Task Tokens_say_what_everything_is_and_which_strings_are_references()
    {
        await using var scene = await OpenAsync("main/body.ron");
        var legend = scene.Client.Capabilities["capabilities"]!["semanticTokensProvider"]!["legend"]!;

        var all = await scene.Client.AskOfAsync("textDocument/semanticTokens/full", "main/body.ron");
        var part = await scene.Client.AskAsync("textDocument/semanticTokens/range", new
        {
            textDocument = new { uri = scene.Client.Uri("main/body.ron") },
            range = new { start = new { line = 11, character = 0 }, end = new { line = 12, character = 0 } },
        });

        Assert.Equal(
            """
            comment // Ours.
            comment // Both lines.
            struct Net
            property name
            string "😀 net"
            property vpc
            string "
            string+reference out://vpc.ron[id]
            string 
            string+reference out://vpc.ron[arn]
            string "
            property tags
            string "a"
            number 1
            string "b"
            keyword true
            property rules
            struct Rule
            property id
            string "ssh"
            property port
            number 22
            enumMember Deny
            enumMember Some
            number 1.5
            string 'x'
            property text
            string r#"one
            string two"#
            comment /* many
            comment     lines */
            property other
            enumMember None
            """,
            Tokens(legend, all, Body).Replace("string  \n", "string \n", StringComparison.Ordinal));
        Assert.Equal("enumMember Some\nnumber 1.5\nstring 'x'", Tokens(legend, part, Body));
    }

    [Theory]
    [InlineData("", "body.json, body.ron, eu/v/p/c.ron, eu/vpcs/main.ron, fake, main, vpc.ron")]
    [InlineData("vpc", "vpc.ron, eu/vpcs/main.ron, eu/v/p/c.ron")]
    [InlineData("MAIN", "main, eu/vpcs/main.ron")]
    [InlineData("fak", "fake")]
    [InlineData("nothing", "")]
    public async Task Resources_prefixes_and_connectors_are_found_by_what_is_typed_of_them(string query, string expected)
    {
        await using var scene = await LspScene.StartAsync(Files, trusted: false);

        var found = await scene.Client.AskAsync("workspace/symbol", new { query });

        Assert.Equal(expected, string.Join(", ", found.AsArray().Select(symbol => (string?)symbol!["name"])));
    }

    [Fact]
    public async Task A_connector_is_found_where_it_is_configured()
    {
        await using var scene = await LspScene.StartAsync(Files, trusted: false);

        var found = await scene.Client.AskAsync("workspace/symbol", new { query = "fake" });

        Assert.Equal(
            $$$$$"""[{"name":"fake","kind":11,"location":{"uri":"{{{{{scene.Client.Uri("autoschematic.ron")}}}}}","range":{"start":{"line":4,"character":37},"end":{"line":4,"character":43}}},"containerName":"main"}]""",
            found.Plain());
    }

    private static async Task<LspScene> OpenAsync(string path, string languageId = "ron")
    {
        var scene = await LspScene.StartAsync(Files, trusted: false);
        await scene.Client.OpenAsync(path, languageId: languageId);
        return scene;
    }

    private static string Outline(JsonArray symbols, string indent)
        => string.Concat(symbols.Select(symbol => string.Join(' ', new[] { indent + symbol!["name"], (string?)symbol["detail"], symbol["kind"]!.ToString() }.Where(word => word is not null))
            + $" {Show(symbol["range"]!)} at {Show(symbol["selectionRange"]!)}\n" + Outline(symbol["children"]?.AsArray() ?? [], indent + "  ")));

    private static string Steps(JsonNode range)
        => Show(range["range"]!) + (range["parent"] is { } parent ? $" < {Steps(parent)}" : "");

    private static string Show(JsonNode range)
        => $"{range["start"]!["line"]}:{range["start"]!["character"]}-{range["end"]!["line"]}:{range["end"]!["character"]}";

    private static string Tokens(JsonNode legend, JsonNode tokens, string text)
    {
        var lines = text.Split('\n');
        var (line, character) = (0, 0);
        var shown = new List<string>();
        foreach (var token in tokens["data"]!.AsArray().Select(number => (int)number!).Chunk(5))
        {
            line += token[0];
            character = token[0] == 0 ? character + token[1] : token[1];
            var reference = token[4] == 0 ? "" : $"+{legend["tokenModifiers"]![0]}";
            shown.Add($"{legend["tokenTypes"]![token[3]]}{reference} {lines[line].Substring(character, token[2])}");
        }

        return string.Join('\n', shown);
    }
}
