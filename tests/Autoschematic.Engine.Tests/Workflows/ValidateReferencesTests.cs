using Autoschematic.Engine.Workflows.Validation;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>References to outputs that are not there yet.</summary>
public sealed class ValidateReferencesTests
{
    private const string Waits = "mapped/new.txt";

    [Fact]
    public async Task A_key_that_the_owner_will_write_is_good_and_another_is_not()
    {
        using var scenario = new Scenario(
            ("main/a.ron", "A(\n  good: \"out://mapped/new.txt[id] out://mapped/new.txt[name]\",\n  bad: \"out://mapped/new.txt[idd]\",\n)"),
            ("main/mapped/new.txt", "output name=web"));

        Assert.Equal(
            """
            main/a.ron:3:9: VAL007: `mapped/new.txt` will have no output `idd`, as its connector says
            hint it writes `id`, `name`
            outcome Done
            """,
            await DescribeAsync(scenario));
        Assert.Equal(1, scenario.Connector.CountOf("Plan"));
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal("outcome Done", await DescribeAsync(scenario, offline: true));
    }

    [Fact]
    public async Task A_key_that_an_update_will_add_is_good()
    {
        using var scenario = new Scenario(
            ("main/a.txt", "out://b.txt[late] out://b.txt[never]"),
            ("main/b.txt", "output late=1"),
            (".autoschematic/main/b.txt.out.json", """{"OutputMap": {"early": "1"}}"""));

        Assert.Equal(
            """
            main/a.txt:1:19: VAL002: `b.txt` has no output `never`
            hint it has `early`, `late`
            outcome Done
            """,
            await DescribeAsync(scenario));
    }

    [Theory]
    [InlineData("no outputs declared")]
    [InlineData("out://c.txt[id] output name=web")]
    public async Task Nothing_is_said_when_the_owner_does_not_say(string body)
    {
        using var scenario = new Scenario(("main/a.txt", "out://b.txt[id]"), ("main/b.txt", body), ("main/c.txt", ""));

        Assert.Equal("outcome Done", await DescribeAsync(scenario));
    }

    [Fact]
    public async Task A_plan_that_fails_says_nothing_of_the_reference()
    {
        using var scenario = new Scenario(("main/a.txt", $"out://{Waits}[id]"), ($"main/{Waits}", "output name=web"));
        scenario.Connector.Failing("Plan", Waits, "bad body");

        Assert.Equal("outcome Done", await DescribeAsync(scenario));
    }

    [Fact]
    public async Task Text_that_only_looks_like_a_reference_in_a_file_that_is_nobodys_is_none()
    {
        using var scenario = new Scenario(
            ("main/README.md", "Write out://vpcs/NAME.txt[id].\n<<<<<<< here\n"),
            ("main/team.bundle", "out://gone.txt[id]"));

        Assert.Equal(
            """
            main/team.bundle:1:1: VAL001: `out://gone.txt[id]` refers to `gone.txt`, which is not in this prefix
            hint references name a virtual address relative to the prefix
            outcome Error
            """,
            await DescribeAsync(scenario));
    }

    private static async Task<string> DescribeAsync(Scenario scenario, bool offline = false)
    {
        var result = await new ValidateWorkflow(scenario.Repository.Host, scenario.Repository.Clock, scenario.Pool).RunAsync(
            new ValidateRequest(scenario.Repository.Root, offline), Scenario.Ignore, CancellationToken.None);
        return string.Join('\n', result.Diagnostics
            .SelectMany(found => new[] { found.ToString(), found.Hint is null ? null : $"hint {found.Hint}" })
            .OfType<string>()
            .Append($"outcome {result.Outcome}"));
    }
}
