using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What is told about a run that was interrupted, before, while and instead of going on with it.</summary>
[Trait("kind", "process")]
public sealed class InterruptedRunTests
{
    [Fact]
    public async Task Commands_that_change_nothing_name_it()
    {
        using var scenario = await KilledAsync();

        var note = Assert.Single((await scenario.PlanAsync()).Diagnostics, found => found.Code == "JRN021");
        Assert.Equal(DiagnosticSeverity.Warning, note.Severity);
        Assert.EndsWith("has not ended: 2 of 4 resources are done", note.Message, StringComparison.Ordinal);
        var checks = await new FsckWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new FsckRequest(Offline: true), Scenario.Ignore, CancellationToken.None);
        Assert.Contains(note, checks.Diagnostics);

        await scenario.ResumeAsync();
        Assert.DoesNotContain((await scenario.PlanAsync()).Diagnostics, found => found.Code == "JRN021");
    }

    [Fact]
    public async Task What_is_left_is_told_before_it_goes_on_and_a_no_leaves_all_as_it_is()
    {
        using var scenario = await KilledAsync();
        var before = scenario.Connector.Mutations;
        var told = "";

        var refused = await scenario.ResumeAsync(request => request with
        {
            Confirm = (run, resources, _) =>
            {
                told = string.Join('\n', resources.Select(resource => $"{resource.Action} {resource.Resource}: {resource.State}{(resource.IsDone ? "." : "")}"));
                return Task.FromResult(false);
            },
        });

        Assert.Equal("""
            create main/a.txt: done.
            create main/mapped/net.txt: done, its outputs are stored.
            create main/vm.txt: it is not known whether its last op was executed
            create main/z.txt: never started
            """, told);
        Assert.Equal((RunOutcome.Refused, true), (refused.Outcome, refused.IsOpen));
        Assert.Contains("JRN022 Run `run-1` was not gone on with", Scenario.Show(refused.Diagnostics), StringComparison.Ordinal);
        Assert.Equal(before, scenario.Connector.Mutations);
    }

    [Fact]
    public async Task After_going_on_what_waited_is_listed_as_what_it_became()
    {
        using var scenario = await KilledAsync("OpStarted main/z.txt");

        var result = await scenario.ResumeAsync(request => request with { Retry = ["main/z.txt"] });

        Assert.Equal(
            ["create main/a.txt done", "create main/mapped/net.txt done", "create main/vm.txt done", "create main/z.txt done"],
            result.Resources.Select(resource => $"{resource.Action.Word} {resource.Resource} {resource.Status.Word}"));
    }

    [Fact]
    public async Task Giving_it_up_says_how_far_it_came()
    {
        using var scenario = await KilledAsync();

        var result = await scenario.ResumeAsync(request => request with { Abandon = true });

        Assert.Equal(
            [
                "main/a.txt: done",
                "main/mapped/net.txt: done, its outputs are stored",
                "main/vm.txt: it is not known whether its last op was executed",
                "main/z.txt: never started",
            ],
            Assert.Single(result.Diagnostics, found => found.Code == "JRN023").Notes);
    }

    [Fact]
    public async Task Outputs_that_giving_it_up_stores_are_said_to_be_stored()
    {
        using var scenario = await KilledAsync("OpFinished main/mapped/net.txt");

        var result = await scenario.ResumeAsync(request => request with { Abandon = true });

        Assert.Contains("main/mapped/net.txt: 1 of 1 ops executed", Assert.Single(result.Diagnostics, found => found.Code == "JRN023").Notes);
        Assert.True(scenario.Repository.Exists(".autoschematic/main/mapped/net.txt.out.json"));
    }

    [Fact]
    public async Task Another_working_tree_is_told_where_the_run_goes_on()
    {
        using var scenario = await KilledAsync();
        var linked = Path.Join(scenario.Repository.Folder, "linked");
        scenario.Repository.Git("worktree", "add", "-q", linked);

        var plan = await new PlanWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(linked), new PlanRequest(scenario.Selection), Scenario.Ignore, CancellationToken.None);

        var note = Assert.Single(plan.Diagnostics, found => found.Code == "JRN021");
        Assert.StartsWith($"in the working tree `{scenario.Repository.Root}`, `autoschematic apply --resume` goes on", note.Hint, StringComparison.Ordinal);
    }

    /// <summary>A run of four creations, of which one waits for another, that is killed while one of them is executed.</summary>
    private static async Task<Scenario> KilledAsync(string step = "OpStarted main/vm.txt")
    {
        var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/mapped/net.txt", "net").Stage("main/vm.txt", "in out://mapped/net.txt[id]")
            .Stage("main/z.txt", "out://mapped/net.txt[id] too");
        await scenario.CrashAsync(step);
        return scenario;
    }
}
