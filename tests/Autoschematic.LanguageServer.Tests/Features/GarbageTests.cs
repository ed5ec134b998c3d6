using Autoschematic.LanguageServer.Tests.Harness;

namespace Autoschematic.LanguageServer.Tests.Features;

public sealed class GarbageTests
{
    private static readonly (string, string)[] Files = [("main/a.ron", "Net(size: 1)\n")];

    private static async Task AskAllAsync(LspScene scene, string path, int line, int character)
    {
        await scene.Client.AskAtAsync("textDocument/completion", path, line, character);
        await scene.Client.AskAtAsync("textDocument/hover", path, line, character);
        await scene.Client.AskAsync("textDocument/codeAction", new
        {
            textDocument = new { uri = scene.Client.Uri(path) },
            range = new { start = new { line, character }, end = new { line, character } },
            context = new { },
        });
    }

    [Theory]
    [InlineData("main/a.ron", "Net(\ud83d: \"\ude00\", out://[", "ron")]
    [InlineData("main/a.ron", "\ufeffNet(size: 1)", "ron")]
    [InlineData("main/a.json", "{\"\\ud83d\": out://a[b]", "json")]
    [InlineData("main/a.unknown", "out://a.ron[", "klingon")]
    [InlineData("../outside.ron", "Net(", "ron")]
    [InlineData("main/a.ron", "\0\0\0", "ron")]
    [InlineData("autoschematic.ron", "\"\"\"''' r#\"", "ron")]
    [InlineData("main/.bundle/x.bun.ron", "ChildOf(", "ron")]
    [InlineData("main/autoschematic.ron", "A(", "ron")]
    public async Task Whatever_a_document_holds_the_server_goes_on_answering(string path, string text, string languageId)
    {
        await using var scene = await LspScene.StartAsync(Files);
        await scene.Client.OpenAsync(path, text, languageId);
        for (var character = 0; character <= text.Length + 1; character++)
        {
            await AskAllAsync(scene, path, 0, character);
        }

        await AskAllAsync(scene, path, 99, 99);
        await AskAllAsync(scene, "main/not-open.ron", 0, 0);

        Assert.DoesNotContain(scene.Client.Log, line => line.Contains("bug", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0, await scene.Client.ShutDownAsync());
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_said_to_be_so()
    {
        await using var scene = await LspScene.StartAsync(Files);
        await scene.Client.OpenAsync("main/a.ron", new string('(', (16 * 1024 * 1024) + 1));

        var published = await scene.Client.DiagnosticsAsync("main/a.ron");
        await AskAllAsync(scene, "main/a.ron", 0, 5);

        Assert.Equal(
            "The file has 16777217 characters, which is too large to be looked at while it is edited",
            (string?)Assert.Single(published["diagnostics"]!.AsArray())!["message"]);
        Assert.Equal(0, await scene.Client.ShutDownAsync());
    }

    [Fact]
    public async Task Deep_nesting_and_endless_lines_are_answered()
    {
        await using var scene = await LspScene.StartAsync(Files);
        await scene.Client.OpenAsync("main/a.ron", new string('[', 50_000));
        await AskAllAsync(scene, "main/a.ron", 0, 40_000);
        await scene.Client.ReplaceAsync("main/a.ron", "Net(" + string.Concat(Enumerable.Repeat("a: 1, ", 50_000)));
        await AskAllAsync(scene, "main/a.ron", 0, 250_000);

        Assert.Equal(0, await scene.Client.ShutDownAsync());
    }
}
