using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Connectors that break one law each: the right law says so, with a counterexample, and no other.</summary>
[Trait("kind", "process")]
public sealed class LawBreakerTests
{
    [Theory]
    [InlineData("impure-filter", "filter-is-pure")]
    [InlineData("round-trip", "addresses-round-trip")]
    [InlineData("eq-reflexive", "eq-is-reflexive")]
    [InlineData("plan-same", "plan-of-same-is-empty")]
    [InlineData("no-converge", "apply-converges")]
    [InlineData("lost-output", "outputs-are-returned")]
    [InlineData("crash", "bad-input-never-crashes")]
    [InlineData("diag-outside", "diag-stays-inside")]
    [InlineData("hang", "calls-are-answered")]
    [InlineData("bad-skeleton", "skeletons-are-clean")]
    [InlineData("escape", "addresses-stay-inside")]
    [InlineData("not-idempotent", "ops-are-idempotent")]
    public async Task Broken_law_is_found_and_no_other(string broken, string law)
    {
        using var repository = new LawRepository(broken);
        var before = repository.Settings;

        var run = await repository.RunAsync("connectors", "test", "settings", "--live", "--yes", "--timeout", broken == "hang" ? "1" : "30", "--format", "json");

        Assert.True(run.ExitCode == 3, run.ToString());
        Assert.Equal([law], LawRepository.Laws(run, "failed"));
        Assert.Empty(JsonSchema.Load("connectors-test.schema.json").Check(run.Output));
        Assert.Equal("", repository.Files.Status());

        // What a repeated op makes under a name of the server's own could be somebody else's: it is named and stays.
        Assert.StartsWith(before, repository.Settings, StringComparison.Ordinal);
        Assert.Equal(broken == "not-idempotent", repository.Settings != before);
        Assert.Equal(broken == "not-idempotent", run.Output.Contains("LAW003", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("impure-filter")]
    [InlineData("round-trip")]
    [InlineData("eq-reflexive")]
    [InlineData("plan-same")]
    [InlineData("no-converge")]
    [InlineData("lost-output")]
    [InlineData("crash")]
    [InlineData("diag-outside")]
    [InlineData("hang")]
    [InlineData("bad-skeleton")]
    [InlineData("escape")]
    [InlineData("not-idempotent")]
    public async Task Counterexample_says_method_input_expected_and_got(string broken)
    {
        using var repository = new LawRepository(broken);
        (await repository.RunAsync("connectors", "test", "settings", "--live", "--yes", "--timeout", broken == "hang" ? "1" : "30"))
            .Matches($"law-{broken}.txt");
    }

    [Fact]
    public async Task Correct_connector_keeps_every_law()
    {
        using var repository = new LawRepository("");
        var before = repository.Settings;

        var reading = await repository.RunAsync("connectors", "test", "settings", "--format", "json");
        Assert.True(reading.ExitCode == 0, reading.ToString());
        Assert.Empty(LawRepository.Laws(reading, "failed"));
        Assert.Equal(["kinds-agree-with-filter"], LawRepository.Laws(reading, "skipped"));

        var live = await repository.RunAsync("connectors", "test", "settings", "--live", "--yes");
        live.Matches("law-none.txt");
        Assert.Equal(0, live.ExitCode);
        Assert.Equal(before, repository.Settings);
        Assert.Equal("", repository.Files.Status());
    }

    [Fact]
    public async Task Loop_ends_at_the_given_round()
    {
        using var repository = new LawRepository("");
        var run = await repository.RunAsync("run-aux-task", "-n", "test:law/settings", "--rounds", "3");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("in 3 rounds, the last with seed 3", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_ends_when_a_law_is_broken()
    {
        using var repository = new LawRepository("eq-reflexive");
        var run = await repository.RunAsync("run-aux-task", "-n", "test:law/settings", "--format", "json");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(["eq-is-reflexive"], LawRepository.Laws(run, "failed"));
    }
}
