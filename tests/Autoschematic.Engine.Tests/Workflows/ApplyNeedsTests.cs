using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What connectors say that their ops need is an order, and nothing more.</summary>
[Trait("kind", "process")]
public sealed class ApplyNeedsTests
{
    [Fact]
    public async Task What_is_needed_goes_first_and_is_deleted_last()
    {
        using var scenario = Needing(("a.txt", "b.txt elsewhere.txt"), ("b.txt", "c.txt"), ("c.txt", ""));
        var made = await scenario.ApplyAsync();
        Assert.Equal((RunOutcome.Done, "c.txt b.txt a.txt"), (made.Outcome, Executed(scenario, 0)));

        scenario.Repository.CommitAll();
        scenario.Repository.StageDeletion("main/a.txt").StageDeletion("main/b.txt").StageDeletion("main/c.txt");
        var gone = await scenario.ApplyAsync();
        Assert.Equal((RunOutcome.Done, "a.txt b.txt c.txt"), (gone.Outcome, Executed(scenario, 3)));
    }

    [Fact]
    public async Task What_no_longer_needs_it_is_changed_before_it_is_deleted()
    {
        using var scenario = Needing(("a.txt", ""), ("z.txt", "a.txt"));
        await scenario.ApplyAsync();
        scenario.Repository.CommitAll();
        scenario.Repository.StageDeletion("main/a.txt");
        scenario.Repository.Stage("main/z.txt", "free");

        var edge = Assert.Single((await scenario.PlanAsync()).Edges);
        Assert.Equal("main/a.txt after main/z.txt: Need", $"{edge.Dependent} after {edge.Dependency}: {edge.Reason}");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("z.txt a.txt", Executed(scenario, 2));
    }

    [Fact]
    public async Task What_fails_keeps_nobody_from_being_tried()
    {
        using var scenario = Needing(("a.txt", "b.txt"), ("b.txt", ""));
        scenario.Connector.Failing("OpExec", "b.txt", "no");
        var result = await scenario.ApplyAsync();
        Assert.Equal((RunOutcome.Partly, 1), (result.Outcome, result.DoneCount));
        Assert.Equal("b.txt a.txt", Executed(scenario, 0));
    }

    [Fact]
    public async Task Needs_that_go_round_in_a_circle_give_way()
    {
        using var scenario = Needing(("a.txt", "b.txt"), ("b.txt", "a.txt"));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Empty((await scenario.PlanAsync()).Edges);
    }

    /// <summary>Staged files that say what they need.</summary>
    private static Scenario Needing(params (string Name, string Needs)[] files)
    {
        var scenario = new Scenario();
        foreach (var (name, needs) in files)
        {
            scenario.Repository.Stage($"main/{name}", $"needs {needs}");
        }

        scenario.Connector.Planner = (_, before, after) =>
        {
            IReadOnlyList<string> needs = [.. new[] { before, after }.OfType<string>().SelectMany(body => body.Split(' ')[1..])];
            return before == after ? []
                : after is null ? [new ConnectorOp("delete", [], "delete it", OpKind.Delete) { Needs = needs }]
                : [new ConnectorOp($"{(before is null ? "create" : "update")} {after}", [], "write it", before is null ? OpKind.Create : OpKind.Update) { Needs = needs }];
        };
        return scenario;
    }

    private static string Executed(Scenario scenario, int skipped)
        => string.Join(' ', scenario.Connector.Calls.Where(call => call.Method == "OpExec").Select(call => call.Address).Skip(skipped));
}
