namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>What is in a resource that the server names stands below the name of its file, in one import.</summary>
[Trait("kind", "process")]
public sealed class NestedImportTests
{
    [Fact]
    public async Task Resources_below_others_go_by_their_names()
    {
        using var repository = new LawRepository("", "nested.py");
        var import = await repository.RunAsync("import");
        Assert.True(import.ExitCode == 0, import.ToString());

        var folder = repository.Files.PathOf("main");
        Assert.Equal(
            [
                "teams/app.ron", "teams/app/boards/todo.ron", "teams/app/boards/todo/cards/paint.ron",
                "teams/web.ron", "teams/web/boards/todo.ron", "teams/web/boards/todo/cards/paint.ron",
            ],
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal));
        Assert.Equal("Card(\n    colour: \"red\",\n)\n", repository.Files.Read("main/teams/app/boards/todo/cards/paint.ron"));

        var drift = await repository.RunAsync("drift");
        Assert.Contains("No drift, 6 equal", drift.Output + drift.Error, StringComparison.Ordinal);
        var again = await repository.RunAsync("import");
        Assert.Contains("6 already here", again.Output + again.Error, StringComparison.Ordinal);
    }
}
