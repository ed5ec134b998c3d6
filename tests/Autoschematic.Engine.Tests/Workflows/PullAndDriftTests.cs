using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class PullAndDriftTests
{
    private const string Outputs = """
        {
          "OutputMap": {
            "address": "10.0.0.1",
            "id": "id-1"
          }
        }
        """;

    [Fact]
    public async Task Drift_tells_equal_changed_missing_orphaned_and_unknown_apart()
    {
        using var scenario = new Scenario(
            ("main/same.json", """{"size": 1}"""),
            ("main/changed.json", """{"size": 1, "name": "web"}"""),
            ("main/missing.txt", "not there"),
            ("main/waiting.txt", "needs out://gone.txt[id]"),
            ("main/notes.md", "nobody's"),
            (".autoschematic/main/orphan.txt.out.json", """{"OutputMap": {"id": "x"}}"""));
        scenario.Cloud.Put("same.json", """{"size": 1}""");
        scenario.Cloud.Put("changed.json", """{"size": 2, "name": "web"}""");
        scenario.Cloud.Put("waiting.txt", "needs id");
        scenario.Cloud.Put("extra.txt", "made by hand");

        var result = await DriftAsync(scenario, new DriftRequest(new(new SelectionMode.All()), Unmanaged: true, ReportChanges: true));

        Assert.Equal(
            """
            main/changed.json: changed [size: 1 -> 2]
            main/extra.txt: not in repository
            main/missing.txt: missing remotely
            main/orphan.txt: orphaned
            main/same.json: equal
            main/waiting.txt: deferred
            not managed: main/notes.md
            outcome ChangesFound
            """,
            Describe(result));
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(0, scenario.Connector.CountOf("Plan"));
    }

    [Fact]
    public async Task Drift_compares_outputs_that_both_sides_have()
    {
        using var scenario = new Scenario(("main/a.txt", "body"), (".autoschematic/main/a.txt.out.json", Outputs));
        scenario.Cloud.Put("a.txt", "body", ("address", "10.0.0.2"), ("extra", "new"));

        var result = await DriftAsync(scenario, new DriftRequest(new(new SelectionMode.All())));

        var status = Assert.IsType<DriftStatus.Changed>(Assert.Single(result.Resources).Status);
        Assert.Null(status.Diff);
        Assert.Equal("address: 10.0.0.1 -> 10.0.0.2", string.Join("; ", status.Outputs.Select(change => $"{change.Path}: {change.Old} -> {change.New}")));
        Assert.Equal(["extra", "id"], result.Resources[0].OtherOutputs);
        Assert.Equal(RunOutcome.Done, result.Outcome);
    }

    [Fact]
    public async Task Drift_resolves_references_before_it_compares()
    {
        using var scenario = new Scenario(
            ("main/a.txt", "uses out://b.txt[id]"), ("main/b.txt", "b"), (".autoschematic/main/b.txt.out.json", Outputs));
        scenario.Cloud.Put("a.txt", "uses id-1");
        scenario.Cloud.Put("b.txt", "b");

        Assert.Equal("main/a.txt: equal\nmain/b.txt: equal\noutcome Done", Describe(await DriftAsync(scenario, new DriftRequest(new(new SelectionMode.All())))));
    }

    [Fact]
    public async Task Pull_takes_the_remote_body_and_keeps_the_old_bytes_in_git()
    {
        using var scenario = new Scenario(("main/a.json", """{"size": 1}"""), ("main/b.txt", "same"));
        scenario.Cloud.Put("a.json", """{"size": 1}""");
        scenario.Cloud.Put("b.txt", "same");
        await scenario.AgreeAsync();
        scenario.Cloud.Put("a.json", """{"size": 2}""");

        var result = await PullAsync(scenario, new PullRequest(new(new SelectionMode.All())));

        Assert.Equal(
            """
            main/a.json: pulled, staged [size: 1 -> 2]
            main/b.txt: unchanged
            outcome Done
            """,
            Describe(result));
        Assert.Equal("""{"size": 2}""", scenario.Repository.Read("main/a.json"));
        Assert.Equal("M  main/a.json\n", scenario.Repository.Status());
        var preImage = Assert.IsType<PullStatus.Pulled>(result.Resources[0].Status).PreImage!;
        Assert.Equal("""{"size": 1}""", scenario.Repository.Git("cat-file", "blob", preImage));
    }

    [Fact]
    public async Task Pull_does_not_stage_a_file_that_had_unstaged_changes()
    {
        using var scenario = new Scenario(("main/a.txt", "committed"));
        scenario.Repository.Write("main/a.txt", "edited");
        scenario.Cloud.Put("a.txt", "edited");
        await scenario.AgreeAsync();
        scenario.Cloud.Put("a.txt", "remote");

        Assert.Equal(
            "main/a.txt: pulled [-edited; +remote]\noutcome Done",
            Describe(await PullAsync(scenario, new PullRequest(new(new SelectionMode.All())))));
        Assert.Equal(" M main/a.txt\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task Pull_names_the_references_it_replaced()
    {
        using var scenario = new Scenario(
            ("main/a.txt", "uses out://b.txt[id]"), (".autoschematic/main/b.txt.out.json", Outputs), ("main/b.txt", "b"));
        scenario.Cloud.Put("a.txt", "uses id-1");
        scenario.Cloud.Put("b.txt", "b");
        await scenario.AgreeAsync();
        scenario.Cloud.Put("a.txt", "uses id-9");

        var result = await PullAsync(scenario, new PullRequest(new(new SelectionMode.All())));

        Assert.Equal(
            "Warning PUL003 `main/a.txt` no longer refers to `out://b.txt[id]`: the remote body holds plain values",
            Scenario.Describe(result.Diagnostics));
    }

    [Fact]
    public async Task A_gone_resource_keeps_its_file_until_deletion_is_asked_for_and_believable()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/b.txt", "b"), (".autoschematic/main/a.txt.out.json", Outputs));
        scenario.Cloud.Put("b.txt", "b");
        var all = new SelectionRequest(new SelectionMode.All());

        Assert.Equal("main/a.txt: gone\nmain/b.txt: unchanged\noutcome Done", Describe(await PullAsync(scenario, new PullRequest(all))));
        Assert.Equal(
            "main/a.txt: deleted, staged [-a]\nmain/b.txt: unchanged\noutcome Done",
            Describe(await PullAsync(scenario, new PullRequest(all, Deletion: new(null)))));
        Assert.Equal("D  .autoschematic/main/a.txt.out.json\nD  main/a.txt\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task When_everything_looks_gone_nothing_is_deleted_unless_the_number_is_named()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/b.txt", "b"));
        scenario.Cloud.Put("a.txt", "a");
        scenario.Cloud.Put("b.txt", "b");
        await scenario.AgreeAsync();
        scenario.Cloud.Remove("a.txt");
        scenario.Cloud.Remove("b.txt");
        var all = new SelectionRequest(new SelectionMode.All());

        var refused = await PullAsync(scenario, new PullRequest(all, Deletion: new(null)));
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.True(scenario.Repository.Exists("main/a.txt"));
        Assert.Equal(RunOutcome.Refused, (await PullAsync(scenario, new PullRequest(all, Deletion: new(1)))).Outcome);

        Assert.Equal(RunOutcome.Done, (await PullAsync(scenario, new PullRequest(all, Deletion: new(2)))).Outcome);
        Assert.False(scenario.Repository.Exists("main/a.txt"));
    }

    [Fact]
    public async Task A_failing_connector_is_an_error_of_its_resources_and_nothing_is_written()
    {
        using var scenario = new Scenario(("main/a.txt", "a"));
        scenario.Connector.Failing("Init", "*", "the token is wrong");

        var drift = await DriftAsync(scenario, new DriftRequest(new(new SelectionMode.All())));
        Assert.Equal(RunOutcome.Error, drift.Outcome);
        Assert.Equal(0, scenario.Connector.CountOf("Get"));
        Assert.Contains("the token is wrong", Scenario.Describe(drift.Diagnostics), StringComparison.Ordinal);

        Assert.Equal(RunOutcome.Error, (await PullAsync(scenario, new PullRequest(new(new SelectionMode.All())))).Outcome);
        Assert.Equal("a", scenario.Repository.Read("main/a.txt"));
    }

    [Fact]
    public async Task One_failing_resource_makes_the_outcome_partly()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/b.txt", "b"));
        scenario.Cloud.Put("b.txt", "b");
        scenario.Connector.Failing("Get", "a.txt", "server is down", ConnectorFailure.Deadline);

        Assert.Equal(
            "main/a.txt: error\nmain/b.txt: equal\noutcome Partly",
            Describe(await DriftAsync(scenario, new DriftRequest(new(new SelectionMode.All()), ReportChanges: true))));
    }

    private static async Task<DriftResult> DriftAsync(Scenario scenario, DriftRequest request)
        => await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);

    private static async Task<PullResult> PullAsync(Scenario scenario, PullRequest request)
        => await new PullWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);

    private static string Describe(DriftResult result)
        => string.Join('\n', [
            .. result.Resources.Select(item => item.Status is DriftStatus.Changed changed
                ? $"{item.Resource}: changed [{Scenario.Describe(changed.Diff)}]"
                : $"{item.Resource}: {item.Status.Word}"),
            .. result.Unmanaged.Select(file => $"not managed: {file}"),
            $"outcome {result.Outcome}",
        ]);

    private static string Describe(PullResult result)
        => string.Join('\n', [
            .. result.Resources.Select(item =>
                $"{item.Resource}: {item.Status.Word}{(item.Staged && item.Diff is not null ? ", staged" : "")}{(item.Diff is null ? "" : $" [{Scenario.Describe(item.Diff)}]")}"),
            $"outcome {result.Outcome}",
        ]);
}
