using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Tests.Transactions;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Model.Merging;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What a pull must not lose or destroy: edits, files that were never applied, and its own work.</summary>
public sealed class PullSafetyTests
{
    private const string Outputs = """{"OutputMap": {"id": "id-1"}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_edited_while_the_remote_side_is_read_is_left_alone(bool overwrite)
    {
        using var scenario = await AgreedAsync(("main/a.txt", "one"), ("main/b.txt", "b"));
        scenario.Cloud.Put("a.txt", "two");
        scenario.Cloud.Put("b.txt", "bb");
        scenario.Connector.Before = (call, _) =>
        {
            if (call is { Method: "Get", Address: "a.txt" })
            {
                scenario.Repository.Write("main/a.txt", "edited meanwhile");
            }

            return Task.CompletedTask;
        };

        var result = await PullAsync(scenario, request => request with { Overwrite = overwrite });

        Assert.Equal("main/a.txt error PUL007|main/b.txt pulled staged|Partly", Describe(result));
        Assert.Equal("edited meanwhile bb", $"{scenario.Repository.Read("main/a.txt")} {scenario.Repository.Read("main/b.txt")}");
    }

    [Fact]
    public async Task After_a_branch_switch_what_another_branch_pulled_is_asked_about_and_can_be_taken()
    {
        using var scenario = await AgreedAsync(("main/a.json", """{"n": 1}"""));
        scenario.Repository.Git("checkout", "-q", "-b", "feature");
        scenario.Cloud.Put("a.json", """{"n": 9}""");
        Assert.Equal("main/a.json pulled staged|Done", Describe(await PullAsync(scenario)));
        scenario.Repository.CommitAll();
        scenario.Repository.Git("checkout", "-q", "main");
        Assert.Equal("""{"n": 1}""", scenario.Repository.Read("main/a.json"));

        Assert.Equal("main/a.json unconfirmed PUL005|Refused", Describe(await PullAsync(scenario)));
        Assert.Equal("main/a.json pulled staged|Done", Describe(await PullAsync(scenario, request => request with { Rule = ConflictRule.Theirs })));
        Assert.Equal("""{"n": 9}""", scenario.Repository.Read("main/a.json"));
    }

    [Fact]
    public async Task A_pull_that_was_taken_back_can_be_kept_for_good()
    {
        using var scenario = await AgreedAsync(("main/a.json", """{"n": 1}"""));
        scenario.Cloud.Put("a.json", """{"n": 9}""");
        await PullAsync(scenario);
        scenario.Repository.Git("checkout", "-q", "HEAD", "--", "main/a.json");

        Assert.Equal("main/a.json unconfirmed PUL005|Refused", Describe(await PullAsync(scenario)));
        Assert.Equal("main/a.json kept|Done", Describe(await PullAsync(scenario, request => request with { Rule = ConflictRule.Ours })));
        Assert.Equal("main/a.json kept|Done", Describe(await PullAsync(scenario)));
        Assert.Equal("""{"n": 1}""", scenario.Repository.Read("main/a.json"));
    }

    [Fact]
    public async Task What_was_never_applied_is_not_gone()
    {
        using var scenario = await AgreedAsync(("main/old.txt", "old"), ("main/here.txt", "here"));
        scenario.Repository.Stage("main/new.txt", "new");
        scenario.Cloud.Remove("old.txt");

        Assert.Equal("main/here.txt unchanged|main/new.txt not created|main/old.txt gone|Done", Describe(await PullAsync(scenario)));
        Assert.Equal(
            "main/here.txt unchanged|main/new.txt not created|main/old.txt deleted staged|Done",
            Describe(await PullAsync(scenario, request => request with { Deletion = new(null) })));
        Assert.True(scenario.Repository.Exists("main/new.txt"));
    }

    [Fact]
    public async Task A_resource_whose_outputs_are_lost_is_not_gone()
    {
        using var scenario = new Scenario(("main/mapped/a.txt", "a"), (".autoschematic/main/mapped/a.txt.out.json", Outputs));
        scenario.Cloud.Put("mapped/id-1.txt", "a");
        await scenario.AgreeAsync();
        scenario.Repository.Delete(".autoschematic/main/mapped/a.txt.out.json").CommitAll();

        Assert.Equal("main/mapped/a.txt not created|Done", Describe(await PullAsync(scenario, request => request with { Deletion = new(1) })));
        Assert.True(scenario.Repository.Exists("main/mapped/a.txt"));
    }

    [Fact]
    public async Task A_file_with_edits_whose_resource_is_gone_is_a_conflict()
    {
        using var scenario = await AgreedAsync(("main/a.txt", "one"), ("main/here.txt", "here"));
        scenario.Repository.Write("main/a.txt", "edited");
        scenario.Cloud.Remove("a.txt");

        Assert.Equal("main/a.txt gone|main/here.txt unchanged|Done", Describe(await PullAsync(scenario)));
        var refused = await PullAsync(scenario, request => request with { Deletion = new(null) });
        Assert.Equal("main/a.txt conflict PUL009|main/here.txt unchanged|Partly", Describe(refused));
        Assert.Equal(new MergeConflict("", "one", "edited", null), Assert.Single(refused.Resources[0].Conflicts));
        Assert.Equal("main/a.txt kept|main/here.txt unchanged|Done", Describe(await PullAsync(scenario, request => request with { Deletion = new(null), Rule = ConflictRule.Ours })));
        Assert.Equal("edited", scenario.Repository.Read("main/a.txt"));

        var deleted = await PullAsync(scenario, request => request with { Deletion = new(null), Rule = ConflictRule.Theirs });
        Assert.Equal("main/a.txt deleted|main/here.txt unchanged|Done", Describe(deleted));
        var preImage = Assert.IsType<PullStatus.Deleted>(deleted.Resources[0].Status).PreImage!;
        Assert.Equal("edited", scenario.Repository.Git("cat-file", "blob", preImage));
    }

    [Fact]
    public async Task One_file_that_could_not_be_read_does_not_make_all_gone_believable()
    {
        using var scenario = await AgreedAsync(("main/a.txt", "a"), ("main/b.txt", "needs out://nowhere.txt[id]"), ("main/c.txt", "c"));
        scenario.Cloud.Remove("a.txt");
        scenario.Cloud.Put("b.txt", "b");
        scenario.Connector.Failing("Get", "c.txt", "no");

        var result = await PullAsync(scenario, request => request with { Deletion = new(null) });

        Assert.Contains("PUL001 All 1 selected resources", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
        Assert.True(scenario.Repository.Exists("main/a.txt"));
    }

    [Fact]
    public async Task Killed_at_any_step_the_next_command_finds_the_old_or_the_new_tree()
    {
        string old, pulled;
        IReadOnlyList<TransactionStep> steps;
        using (var scenario = await ChangedAsync())
        {
            old = RepositoryState.Of(scenario.Repository);
            var counted = TransactionCrash.Never();
            scenario.Repository.Faults = counted;
            Assert.Equal(RunOutcome.Done, (await PullAsync(scenario, Everything)).Outcome);
            pulled = RepositoryState.Of(scenario.Repository);
            steps = counted.Steps;
        }

        Assert.Contains(TransactionStep.FileChanged, steps);
        for (var number = 0; number < steps.Count; number++)
        {
            using var scenario = await ChangedAsync();
            scenario.Repository.Faults = new TransactionCrash(number);
            await Assert.ThrowsAsync<CrashException>(() => PullAsync(scenario, Everything));
            scenario.Repository.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(scenario.Repository));
            Assert.Equal(steps[number] == TransactionStep.Preparing ? old : pulled, RepositoryState.Of(scenario.Repository));
        }

        static PullRequest Everything(PullRequest request) => request with { Deletion = new(1) };

        // One body changes, one goes, the outputs of one change.
        static async Task<Scenario> ChangedAsync()
        {
            var scenario = await AgreedAsync(("main/a.txt", "a"), ("main/b.txt", "b"), ("main/c.txt", "c"));
            scenario.Cloud.Put("a.txt", "aa", ("id", "1"));
            scenario.Cloud.Remove("b.txt");
            scenario.Cloud.Put("c.txt", "c", ("id", "3"));
            return scenario;
        }
    }

    [Theory]
    [InlineData("txt", "one\ntwo\nthree\n", "one\nours\nthree\n", "one\ntheirs\nthree\n")]
    [InlineData("json", "{\n  \"a\": 1,\n  \"b\": 2\n}\n", "{\n  \"a\": 1,\n  \"b\": 20\n}\n", "{\n  \"a\": 1,\n  \"b\": 30\n}\n")]
    [InlineData("ron", "Net(\n    a: 1,\n    b: [2, 3],\n)\n", "Net(\n    a: 1,\n    b: [20, 3],\n)\n", "Net(\n    a: 1,\n    b: [\n        30,\n        3,\n    ],\n)\n")]
    public async Task A_marked_file_is_not_staged_planned_or_pulled_and_either_side_settles_it(string extension, string old, string ours, string theirs)
    {
        var file = $"main/a.{extension}";
        foreach (var rule in (ConflictRule[])[ConflictRule.Theirs, ConflictRule.Ours])
        {
            using var scenario = await AgreedAsync((file, old));
            scenario.Repository.Stage(file, ours);
            scenario.Cloud.Put($"a.{extension}", theirs);
            Assert.Equal($"{file} pulled|Done", Describe(await PullAsync(scenario, request => request with { Rule = ConflictRule.Mark })));
            var marked = scenario.Repository.Read(file);
            Assert.Contains("<<<<<<<", marked, StringComparison.Ordinal);
            Assert.Equal($"MM {file}\n", scenario.Repository.Status());

            scenario.Selection = new(new SelectionMode.All());
            var plan = await scenario.PlanAsync();
            Assert.Equal(["PLN016"], plan.Diagnostics.Select(found => found.Code));
            Assert.Equal($"{file} conflict PUL004|Error", Describe(await PullAsync(scenario)));
            Assert.Equal(marked, scenario.Repository.Read(file));

            Assert.Equal($"{file} pulled|Done", Describe(await PullAsync(scenario, request => request with { Rule = rule })));
            Assert.Equal(rule == ConflictRule.Ours ? ours : theirs, Settled(scenario.Repository.Read(file), theirs));
            Assert.DoesNotContain(
                "PLN016", (await scenario.PlanAsync()).Diagnostics.Select(found => found.Code));
        }

        // The layout of a list that is taken over is the file's own affair.
        static string Settled(string text, string theirs) => Compact(text) == Compact(theirs) ? theirs : text;

        static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(",]", "]", StringComparison.Ordinal);
    }

    /// <summary>A repository whose files are what exists, and known to be.</summary>
    private static async Task<Scenario> AgreedAsync(params (string Path, string Content)[] files)
    {
        var scenario = new Scenario(files);
        foreach (var (path, content) in files)
        {
            scenario.Cloud.Put(path["main/".Length..], content);
        }

        await scenario.AgreeAsync();
        return scenario;
    }

    private static async Task<PullResult> PullAsync(Scenario scenario, Func<PullRequest, PullRequest>? change = null)
    {
        var request = new PullRequest(new(new SelectionMode.All()));
        return await new PullWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), change?.Invoke(request) ?? request, Scenario.Ignore, CancellationToken.None);
    }

    private static string Describe(PullResult result)
    {
        var codes = result.Diagnostics.Where(found => found.Location is not null).ToLookup(found => found.Location!.ToString(), found => found.Code);
        return string.Join('|', [
            .. result.Resources.Select(item => string.Join(' ', [
                $"{item.Resource} {item.Status.Word}", .. item.Staged && item.Diff is not null ? ["staged"] : Array.Empty<string>(), .. codes[item.Resource.File.Text]])),
            result.Outcome.ToString(),
        ]);
    }
}
