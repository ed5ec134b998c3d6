using Autoschematic.LanguageServer.Tests.Harness;
using Autoschematic.Testing;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class FormattingTests
{
    private const string Untidy = "// Ours. 😀\r\nNet(size:1,\r\n\tname: \"a\t😀\",/* why */ tags:[ 1,2 ] ,\r\n)\r\n";

    [Fact]
    public async Task A_document_is_formatted_by_the_least_edits()
    {
        using var workspace = TestWorkspace.Create();
        await using var client = await LspClient.StartAsync(workspace);
        await client.OpenAsync("a.ron", Untidy);

        var edits = (await FormatAsync(client, "a.ron")).AsArray();

        Assert.Equal(
            "// Ours. 😀\r\nNet(\r\n    size: 1,\r\n    name: \"a\t😀\", /* why */\r\n    tags: [1, 2],\r\n)\r\n", EditorFiles.Apply(Untidy, edits));
        Assert.Equal(
            """
            1:4-1:4 "\r\n    "
            1:9-1:9 " "
            2:0-2:1 "    "
            2:14-2:14 " "
            2:23-2:23 "\r\n   "
            2:29-2:29 " "
            2:30-2:31 ""
            2:33-2:33 " "
            2:34-2:35 ""
            2:36-2:37 ""
            """,
            string.Join('\n', edits.Select(edit => Show(edit!))));
    }

    [Fact]
    public async Task What_is_formatted_or_does_not_parse_or_is_no_ron_stays()
    {
        using var workspace = TestWorkspace.Create();
        await using var client = await LspClient.StartAsync(workspace);
        await client.OpenAsync("tidy.ron", "Net(size: 1)\n");
        await client.OpenAsync("broken.ron", "Net(size:1, name: )\n");
        await client.OpenAsync("a.json", "{\"a\":1}", "json");

        Assert.Equal("[]", (await FormatAsync(client, "tidy.ron")).Plain());
        Assert.Equal("[]", (await FormatAsync(client, "broken.ron")).Plain());
        Assert.Equal("[]", (await FormatAsync(client, "a.json")).Plain());
        Assert.Equal("[]", (await FormatAsync(client, "closed.ron")).Plain());
    }

    [Fact]
    public async Task A_range_is_formatted_and_nothing_else()
    {
        const string text = "[\n1,\n  2,\n   3,\n]\n";
        using var workspace = TestWorkspace.Create();
        await using var client = await LspClient.StartAsync(workspace);
        await client.OpenAsync("a.ron", text);

        var edits = await client.AskAsync("textDocument/rangeFormatting", new
        {
            textDocument = new { uri = client.Uri("a.ron") },
            range = new { start = new { line = 2, character = 0 }, end = new { line = 2, character = 4 } },
            options = new { tabSize = 8, insertSpaces = false },
        });

        Assert.Equal("[\n1,\n    2,\n   3,\n]\n", EditorFiles.Apply(text, edits.AsArray()));
    }

    [Theory]
    [InlineData("(a:[1,\n2],b:{})|", ")", "(a: [\n    1,\n    2,\n], b: {})")]
    [InlineData("(b:1,a:[1,2]|)", "]", "(b:1,a:[1, 2])")]
    [InlineData("(a:[1,2], \"x]|\")", "]", "(a:[1,2], \"x]\")")]
    [InlineData("(\n  a:1,\n|\n)", "\n", "(\n    a: 1,\n    \n)")]
    [InlineData("(\n|)", "\n", "(\n)")]
    [InlineData("(a: [\n|])", "\n", "(a: [\n    ])")]
    [InlineData("(a: \"x\n|y\")", "\n", "(a: \"x\ny\")")]
    [InlineData("(a: 1,\n|", "\n", "(a: 1,\n")]
    public async Task What_was_just_typed_is_put_in_order(string marked, string typed, string expected)
    {
        var caret = marked.IndexOf('|', StringComparison.Ordinal);
        var text = marked.Remove(caret, 1);
        var before = text[..caret];
        using var workspace = TestWorkspace.Create();
        await using var client = await LspClient.StartAsync(workspace);
        await client.OpenAsync("a.ron", text);

        var edits = await client.AskAsync("textDocument/onTypeFormatting", new
        {
            textDocument = new { uri = client.Uri("a.ron") },
            position = new { line = before.Count(letter => letter == '\n'), character = caret - (before.LastIndexOf('\n') + 1) },
            ch = typed,
            options = new { tabSize = 4, insertSpaces = true },
        });

        Assert.Equal(expected, EditorFiles.Apply(text, edits.AsArray()));
    }

    private static Task<System.Text.Json.Nodes.JsonNode> FormatAsync(LspClient client, string path)
        => client.AskAsync("textDocument/formatting", new { textDocument = new { uri = client.Uri(path) }, options = new { tabSize = 2, insertSpaces = false } });

    private static string Show(System.Text.Json.Nodes.JsonNode edit)
    {
        var (start, end) = (edit["range"]!["start"]!, edit["range"]!["end"]!);
        return $"{start["line"]}:{start["character"]}-{end["line"]}:{end["character"]} {edit["newText"].Plain()}";
    }
}
