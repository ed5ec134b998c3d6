using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Tasks;
using Autoschematic.Engine.Workflows.Unbundling;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class BundleAndTaskTests
{
    [Fact]
    public async Task Unbundle_writes_children_with_markers()
    {
        using var scenario = Bundles(("net/a.txt", "A"), ("net/b.txt", "B"));

        var result = await UnbundleAsync(scenario);

        Assert.Equal("net/a.txt Created\nnet/b.txt Created\noutcome Done", Describe(result));
        Assert.Equal(
            """
            == main/.bundle/net/a.txt.bun.ron
            ChildOf(parent: "stack.bundle")
            == main/.bundle/net/b.txt.bun.ron
            ChildOf(parent: "stack.bundle")
            == main/net/a.txt
            A
            == main/net/b.txt
            B
            == main/stack.bundle
            all
            """,
            scenario.Listing().Replace(",\n)", ")").Replace("(\n    ", "("));
        Assert.DoesNotContain("??", scenario.Repository.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_child_is_kept_unless_overbundle_is_given()
    {
        using var scenario = Bundles(("a.txt", "A"), ("b.txt", "B"));
        scenario.Repository.Write("main/a.txt", "written by hand").CommitAll();

        var kept = await UnbundleAsync(scenario);
        Assert.Equal("a.txt Kept UNB001\nb.txt Created\noutcome Partly", Describe(kept));
        Assert.Equal("written by hand", scenario.Repository.Read("main/a.txt"));

        Assert.Equal("a.txt Updated\nb.txt Unchanged\noutcome Done", Describe(await UnbundleAsync(scenario, overbundle: true)));
        Assert.Equal("A", scenario.Repository.Read("main/a.txt"));
    }

    [Fact]
    public async Task A_child_that_was_edited_since_is_kept()
    {
        using var scenario = Bundles(("a.txt", "A"));
        await UnbundleAsync(scenario);
        scenario.Repository.Write("main/a.txt", "edited");
        Assert.Equal("a.txt Kept UNB003\noutcome Error", Describe(await UnbundleAsync(scenario)));
        Assert.Equal("edited", scenario.Repository.Read("main/a.txt"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bundle_never_writes_over_itself(bool overbundle)
    {
        using var scenario = Bundles(("stack.bundle", "evil"));
        Assert.Equal("stack.bundle Kept UNB010\noutcome Error", Describe(await UnbundleAsync(scenario, overbundle)));
        Assert.Equal("== main/stack.bundle\nall", scenario.Listing());
    }

    [Theory]
    [InlineData("../x.txt")]
    [InlineData(".git/hooks/x")]
    [InlineData("sub/.autoschematic/x")]
    public async Task A_child_outside_the_prefix_or_at_a_reserved_path_is_refused(string address)
    {
        using var scenario = Bundles((address, "evil"));
        var before = scenario.Listing();
        Assert.Equal(RunOutcome.Error, (await UnbundleAsync(scenario)).Outcome);
        Assert.Equal(before, scenario.Listing());
    }

    [Fact]
    public async Task A_task_runs_until_it_has_no_next_state()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        scenario.Connector.TaskRunner = (_, state) => state switch
        {
            null => Step("one", "started", outputs: new() { ["phase"] = "1" }),
            "one" => Step("two", "waiting", delay: scenario.Repository.Clock.GetUtcNow() - TimeSpan.FromMinutes(5)),
            _ => Step(null, "finished", outputs: new() { ["phase"] = "2", ["done"] = "yes" }),
        };

        var result = await TaskAsync(scenario);

        Assert.Equal(3, result.Steps);
        Assert.Equal(["started", "waiting", "finished"], result.Messages);
        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            "{\n  \"OutputMap\": {\n    \"done\": \"yes\",\n    \"phase\": \"2\"\n  }\n}",
            scenario.Repository.Read(".autoschematic/main/rotate.task.out.json"));
        Assert.Equal("A  .autoschematic/main/rotate.task.out.json\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task A_task_waits_for_the_time_its_step_names_however_far_it_is()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        var clock = scenario.Repository.Clock;
        var until = clock.GetUtcNow() + TimeSpan.FromDays(100) + TimeSpan.FromHours(12);
        scenario.Connector.TaskRunner = (_, state) => state is null ? Step("two", null, delay: until) : Step(null, null);

        var running = TaskAsync(scenario);
        while (!running.IsCompleted)
        {
            // Git's deadlines are minutes, so a timer of hours is the task's, to the last one.
            if (clock.NextDue is { TotalHours: > 2 })
            {
                Assert.Equal(1, scenario.Connector.CountOf("TaskExec"));
                clock.Advance(TimeSpan.FromDays(1));
            }

            await Task.Yield();
        }

        Assert.Equal((2, RunOutcome.Done), ((await running).Steps, (await running).Outcome));
        Assert.True(clock.GetUtcNow() >= until);
    }

    [Fact]
    public async Task A_waiting_task_can_be_interrupted()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        using var cancellation = new CancellationTokenSource();
        scenario.Connector.TaskRunner = (_, _) => Step("two", null, new() { ["phase"] = "1" }, delay: DateTimeOffset.MaxValue);

        var running = TaskAsync(scenario, cancellation.Token);
        while (scenario.Connector.CountOf("TaskExec") == 0)
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        var result = await running;

        Assert.Equal((1, RunOutcome.Interrupted), (result.Steps, result.Outcome));
        Assert.Equal("A  .autoschematic/main/rotate.task.out.json\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task No_further_step_is_called_when_outputs_cannot_be_stored()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var scenario = new Scenario(("main/rotate.task", "body"), ("elsewhere/keep.md", ""));
        Directory.CreateSymbolicLink(scenario.Repository.PathOf(".autoschematic"), "elsewhere");
        scenario.Connector.TaskRunner = (_, _) => Step("again", null, new() { ["b"] = "2", ["a"] = "1" });

        var result = await TaskAsync(scenario);

        Assert.Equal((1, RunOutcome.Partly), (result.Steps, result.Outcome));
        Assert.Equal(1, scenario.Connector.CountOf("TaskExec"));
        Assert.Contains("TSK011 `main/rotate.task` gave outputs that are in no file: `a` = `1`, `b` = `2`", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
        Assert.Contains("TSK010 What step 1 of `main/rotate.task` gave could not be stored, so no further step was called", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_of_a_task_are_kept_privately_and_never_named()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        scenario.Connector.TaskRunner = (_, _) => Step(null, null, secrets: new() { ["keys/api"] = "s3cr3t-value" });

        var result = await TaskAsync(scenario);

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal("s3cr3t-value", File.ReadAllText(Assert.Single(result.KeptSecrets)));
        Assert.DoesNotContain("s3cr3t-value", Scenario.Describe(result.Diagnostics) + scenario.Listing(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_does_not_run_while_the_safety_lock_is_set()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"), (".autoschematic.safety.lock", ""));
        Assert.Equal(RunOutcome.Refused, (await TaskAsync(scenario)).Outcome);
        Assert.Empty(scenario.Pool.Launches);
    }

    [Fact]
    public async Task A_task_step_without_an_answer_is_unknown_not_failed()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        scenario.Connector.Failing("TaskExec", "*", "the connector died", ConnectorFailure.Died);

        var result = await TaskAsync(scenario);

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Contains(result.Diagnostics, found => found.Code == "TSK003");
    }

    [Fact]
    public async Task A_task_whose_connector_cannot_be_started_again_has_done_nothing()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        scenario.Connector.Failing("TaskExec", "*", "it did not start again", ConnectorFailure.NotStarted);

        var result = await TaskAsync(scenario);

        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.DoesNotContain(result.Diagnostics, found => found.Code == "TSK003");
    }

    private static Scenario Bundles(params (string Address, string Content)[] children)
    {
        var scenario = new Scenario(("main/stack.bundle", "all"));
        scenario.Connector.Expander = (_, _) => [.. children.Select(child => new BundleChild(child.Address, Encoding.UTF8.GetBytes(child.Content)))];
        return scenario;
    }

    private static TaskStep Step(
        string? next,
        string? message,
        Dictionary<string, string?>? outputs = null,
        Dictionary<string, string?>? secrets = null,
        DateTimeOffset? delay = null)
        => new(
            next is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(next), [], outputs ?? [], new HashSet<string>(), secrets ?? [], message, delay);

    private static async Task<UnbundleResult> UnbundleAsync(Scenario scenario, bool overbundle = false)
        => await new UnbundleWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new UnbundleRequest(new(new SelectionMode.All()), overbundle),
            Scenario.Ignore,
            CancellationToken.None);

    private static async Task<RunTaskResult> TaskAsync(Scenario scenario, CancellationToken cancellationToken = default)
        => await new RunTaskWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new RunTaskRequest("main/rotate.task", scenario.Repository.Root),
            Scenario.Ignore,
            cancellationToken);

    private static string Describe(UnbundleResult result)
        => string.Join('\n', [
            .. result.Bundles.SelectMany(bundle => bundle.Children)
                .Select(child => $"{child.Address} {child.Change}{(child.Problem is null ? "" : $" {child.Problem.Code}")}"),
            $"outcome {result.Outcome}",
        ]);
}
