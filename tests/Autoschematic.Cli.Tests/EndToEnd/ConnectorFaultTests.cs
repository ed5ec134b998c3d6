namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>What a user sees of each thing that can be wrong with a connector.</summary>
[Trait("kind", "process")]
public sealed class ConnectorFaultTests
{
    [Theory]
    [InlineData("exit")]
    [InlineData("import")]
    [InlineData("constructor")]
    [InlineData("constructor-exit")]
    [InlineData("version")]
    [InlineData("init")]
    [InlineData("init-path")]
    [InlineData("hang")]
    [InlineData("die")]
    [InlineData("unimplemented")]
    [InlineData("escapes")]
    [InlineData("empty-assertion")]
    [InlineData("chain")]
    [InlineData("secret")]
    [InlineData("dots")]
    [InlineData("reserved")]
    [InlineData("absolute")]
    [InlineData("unreadable")]
    [InlineData("many-lines")]
    public async Task Import_says_which_connector_what_and_the_next_step(string fault)
    {
        using var repository = new FaultyRepository(fault);

        var run = await repository.RunAsync("import");

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain(FaultyRepository.Secret, run.ToString(), StringComparison.Ordinal);
        run.Matches($"fault-{fault}.txt");
        Assert.False(File.Exists(Path.Join(repository.Files.Folder, "outside.json")));
        Assert.False(repository.Files.Exists(".git/hooks/pre-commit"));
    }

    [Fact]
    public async Task Connector_whose_file_is_missing_is_named()
    {
        using var repository = new FaultyRepository("", path: "connectors/gone.py");

        (await repository.RunAsync("import")).Matches("fault-missing-file.txt");
    }

    [Fact]
    public async Task Connector_whose_file_is_misspelt_is_told_once_with_its_place()
    {
        using var repository = new FaultyRepository("", path: "connectors/fautly.py");
        repository.Files.Stage("main/items/a.json", "{}\n");
        repository.Files.Stage("main/items/b.json", "{}\n");

        (await repository.RunAsync("plan")).Matches("fault-misspelt-file.txt");
        (await repository.RunAsync("plan", "--format", "json")).Matches("fault-misspelt-file.json.txt");
    }

    [Fact]
    public async Task Connector_that_never_opens_its_socket_is_ended_when_its_time_is_up()
    {
        using var repository = new FaultyRepository("never-listens", startTimeout: TimeSpan.FromSeconds(1));

        (await repository.RunAsync("import")).Matches("fault-never-listens.txt");
    }

    [Theory]
    [InlineData("op")]
    [InlineData("die-op")]
    public async Task Apply_tells_a_failed_op_from_an_unknown_one(string fault)
    {
        using var repository = new FaultyRepository(fault);
        Assert.Equal(0, (await repository.RunAsync("import", "--commit")).ExitCode);
        repository.Files.Stage("main/items/good.json", "{\"good\": false}\n");

        var run = await repository.RunAsync("apply", "--yes", "--no-commit");

        Assert.Equal(1, run.ExitCode);
        run.Matches($"fault-{fault}.txt");
        Assert.Equal("{\"good\": false}\n", repository.Files.Read("main/items/good.json"));
    }
}
