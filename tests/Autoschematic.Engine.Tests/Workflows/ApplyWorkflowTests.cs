using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

[Trait("kind", "process")]
public sealed class ApplyWorkflowTests
{
    [Fact]
    public async Task Outputs_and_pointers_are_stored_and_staged()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net output cidr=10.0.0.0/8").Stage("main/plain.txt", "plain");

        Assert.Equal("""
            done create main/mapped/net.txt 1/1
            done create main/plain.txt 1/1
            Done
            """, Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/net.txt" }
            .autoschematic/main/mapped/net.txt.out.json: { "OutputMap": { "cidr": "10.0.0.0/8", "id": "id-1" } }
            main/mapped/net.txt: net output cidr=10.0.0.0/8
            main/plain.txt: plain
            """, scenario.Tree());
        Assert.Equal("""
            A  .autoschematic/main/mapped/id-1.txt.out.json
            A  .autoschematic/main/mapped/net.txt.out.json
            A  main/mapped/net.txt
            A  main/plain.txt

            """, scenario.Repository.Status());
        Assert.Equal(["unchanged", "unchanged"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    [Fact]
    public async Task What_waits_for_outputs_is_executed_in_the_same_run()
    {
        using var scenario = new Scenario();
        scenario.Connector.WaitsFor["mapped/net/sub.txt"] = new("mapped/net.txt", "id");
        scenario.Repository.Stage("main/app.txt", "in out://mapped/net/sub.txt[id]").Stage("main/mapped/net.txt", "net")
            .Stage("main/mapped/net/sub.txt", "sub of out://mapped/net.txt[id]");

        Assert.Equal("""
            done create main/app.txt 1/1
            done create main/mapped/net.txt 1/1
            done create main/mapped/net/sub.txt 1/1
            Done
            """, Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal("""
            OpExec mapped/net.txt create net
            OpExec mapped/net/sub.txt create sub of id-1
            OpExec app.txt create in id-2
            """, scenario.Connector.Mutations);
    }

    [Fact]
    public async Task What_waits_can_be_left_out()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/app.txt", "in out://mapped/net.txt[id]").Stage("main/mapped/net.txt", "net");

        Assert.Equal("""
            skipped deferred main/app.txt 0/0: it waits for outputs of others and `--no-deferred` leaves that out
            done create main/mapped/net.txt 1/1
            Partly
            """, Scenario.Show(await scenario.ApplyAsync(request => request with { NoDeferred = true })));
    }

    [Fact]
    public async Task A_run_that_stalls_says_what_is_missing()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/app.txt", "in out://net.txt[nothing]").Stage("main/net.txt", "net").Stage("main/other.txt", "out://app.txt[x]");

        Assert.Equal("""
            skipped deferred main/app.txt 0/0: nothing in this run wrote `net.txt[nothing]`
            done create main/net.txt 1/1
            skipped deferred main/other.txt 0/0: it needs `main/app.txt`, which was not done
            Partly
            """, Scenario.Show(await scenario.ApplyAsync()));
    }

    [Fact]
    public async Task A_failure_stops_its_dependents_only()
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("OpExec", "net.txt", "quota exceeded");
        scenario.Repository.Stage("main/app.txt", "in out://net.txt[id]").Stage("main/net.txt", "net output id=1")
            .Stage("main/net/sub.txt", "sub").Stage("main/other.txt", "other");

        Assert.Equal("""
            skipped deferred main/app.txt 0/0: it needs `main/net.txt`, which was not done
            failed create main/net.txt 0/1
            skipped create main/net/sub.txt 0/1: it needs `main/net.txt`, which was not done
            done create main/other.txt 1/1
            CON003 Connector `fake` failed in `OpExec`: quota exceeded
            Partly
            """, Scenario.Show(await scenario.ApplyAsync()));
    }

    [Theory]
    [InlineData(ConnectorFailure.Died, "unknown")]
    [InlineData(ConnectorFailure.Deadline, "unknown")]
    [InlineData(ConnectorFailure.Transport, "unknown")]
    [InlineData(ConnectorFailure.Answered, "failed")]
    [InlineData(ConnectorFailure.NotSent, "failed")]
    [InlineData(ConnectorFailure.NotStarted, "failed")]
    public async Task An_op_without_an_answer_is_unknown_not_failed(ConnectorFailure failure, string word)
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("OpExec", "a.txt", "gone", failure);
        scenario.Repository.Stage("main/a.txt", "a");

        var result = await scenario.ApplyAsync();

        Assert.Equal([word], result.Resources.Select(resource => resource.Status.Word));
        Assert.Equal(RunOutcome.Error, result.Outcome);
    }

    [Fact]
    public async Task Each_op_gets_the_address_that_the_mapping_gives_by_then()
    {
        using var scenario = new Scenario();
        scenario.Connector.Planner = (_, before, after) => before is not null ? []
            : [new ConnectorOp($"create {after}", ["id"], "create", OpKind.Create), new ConnectorOp($"update {after}", [], "tag", OpKind.Update)];
        scenario.Repository.Stage("main/mapped/net.txt", "net");

        await scenario.ApplyAsync();

        Assert.Equal("""
            OpExec mapped/net.txt create net
            OpExec mapped/id-1.txt update net
            """, scenario.Connector.Mutations);
    }

    [Fact]
    public async Task A_deletion_removes_outputs_and_pointer_whatever_the_op_answered()
    {
        using var scenario = Created();
        scenario.Connector.Answer = (_, _) => new OpResult(new Dictionary<string, string?>(), new HashSet<string>(), null);
        scenario.Repository.StageDeletion("main/mapped/net.txt");

        Assert.Equal("""
            done delete main/mapped/net.txt 1/1
            Done
            """, Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal("", scenario.Tree());
        Assert.Equal("OpExec mapped/id-1.txt delete", scenario.Connector.Mutations);
        Assert.Equal("""
            D  .autoschematic/main/mapped/id-1.txt.out.json
            D  .autoschematic/main/mapped/net.txt.out.json
            D  main/mapped/net.txt

            """, scenario.Repository.Status());
    }

    [Fact]
    public async Task Outputs_deleted_with_the_body_are_put_back_for_the_plan_and_gone_afterwards()
    {
        using var scenario = Created();
        scenario.Repository.Git("rm", "-q", "-r", "main", ".autoschematic");

        Assert.Equal(["delete"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
        Assert.Equal("", scenario.Tree());
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Tree());
        Assert.Equal("", scenario.Remote());
    }

    [Fact]
    public async Task What_is_still_there_after_its_deletion_keeps_its_outputs()
    {
        using var scenario = Created();
        scenario.Connector.After = (_, _) =>
        {
            scenario.Cloud.Put("mapped/id-1.txt", "net", ("id", "id-1"));
            return Task.CompletedTask;
        };
        scenario.Connector.Answer = (_, _) => new OpResult(new Dictionary<string, string?>(), new HashSet<string>(), null);
        scenario.Repository.StageDeletion("main/mapped/net.txt");

        Assert.Equal("""
            failed delete main/mapped/net.txt 1/1
            APL006 `main/mapped/net.txt` was deleted, but connector `fake` still finds it, so its outputs were kept
            Error
            """, Scenario.Show(await scenario.ApplyAsync()));
        Assert.True(scenario.Repository.Exists(".autoschematic/main/mapped/net.txt.out.json"));
    }

    [Fact]
    public async Task Creates_and_updates_come_before_deletions_and_children_go_before_their_parent()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/a/child.txt", "c"), ("main/user.txt", "uses out://a.txt[id]"));
        scenario.Cloud.Put("a.txt", "a");
        scenario.Cloud.Put("a/child.txt", "c");
        scenario.Cloud.Put("user.txt", "uses it");
        scenario.Repository.StageDeletion("main/a.txt").StageDeletion("main/a/child.txt").Stage("main/user.txt", "uses nothing").Stage("main/z.txt", "z");

        await scenario.ApplyAsync(request => request with { Parallelism = 1 });

        Assert.Equal("""
            OpExec user.txt update uses nothing
            OpExec z.txt create z
            OpExec a/child.txt delete
            OpExec a.txt delete
            """, scenario.Connector.Mutations);
    }

    [Fact]
    public async Task A_replacement_moves_the_pointer()
    {
        using var scenario = Created();
        scenario.Connector.Planner = (_, _, after) => [new ConnectorOp($"create {after}", ["id"], "replace", OpKind.Replace)];
        scenario.Repository.Stage("main/mapped/net.txt", "other");

        await scenario.ApplyAsync();

        Assert.Equal("""
            .autoschematic/main/mapped/id-2.txt.out.json: { "PointerToVirtual": "mapped/net.txt" }
            .autoschematic/main/mapped/net.txt.out.json: { "OutputMap": { "id": "id-2" } }
            main/mapped/net.txt: other
            """, scenario.Tree());
    }

    [Fact]
    public async Task A_body_is_planned_again_when_an_output_it_uses_changed_in_the_run()
    {
        using var scenario = new Scenario(
            ("main/app.txt", "in out://net.txt[v]"), ("main/net.txt", "net output v=1"), ("main/seen.txt", "sees out://net.txt[v]"),
            (".autoschematic/main/net.txt.out.json", """{"OutputMap": {"v": "1"}}"""));
        scenario.Cloud.Put("net.txt", "net output v=1");
        scenario.Cloud.Put("app.txt", "in 1");
        scenario.Cloud.Put("seen.txt", "sees 1");
        scenario.Repository.Stage("main/net.txt", "net output v=2").Stage("main/app.txt", "now in out://net.txt[v]")
            .Stage("main/seen.txt", "sees out://net.txt[v]\n");
        scenario.Cloud.Put("seen.txt", "sees 1\n");

        Assert.Equal("""
            done update main/app.txt 1/1
            done update main/net.txt 1/1
            APL008 `main/seen.txt` was planned as unchanged, but an output it refers to changed in this run
            Done
            """, Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal("""
            OpExec net.txt update net output v=2
            OpExec app.txt update now in 2
            """, scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Nothing_is_executed_without_a_yes()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a");

        var result = await scenario.ApplyAsync(request => request with { Confirm = (_, _) => Task.FromResult(false) });

        Assert.Equal((RunOutcome.Refused, false, ""), (result.Outcome, result.Confirmed, scenario.Connector.Mutations));
    }

    [Fact]
    public async Task Nobody_is_asked_when_there_is_nothing_to_do()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.txt", "a");
        scenario.Repository.Stage("main/a.txt", "a");

        var result = await scenario.ApplyAsync(request => request with { Confirm = (_, _) => throw new InvalidOperationException() });

        Assert.Equal("Done", Scenario.Show(result));
    }

    [Fact]
    public async Task The_safety_lock_refuses()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Write(".autoschematic.safety.lock", "");

        Assert.Equal(RunOutcome.Refused, (await scenario.ApplyAsync()).Outcome);
        Assert.Empty(scenario.Connector.Calls);
    }

    [Fact]
    public async Task Another_apply_in_the_repository_refuses()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a");
        ApplyResult? second = null;
        var first = await scenario.ApplyAsync(request => request with
        {
            Confirm = async (_, _) =>
            {
                second = await scenario.ApplyAsync(cancellationToken: CancellationToken.None);
                return true;
            },
        });

        Assert.Equal((RunOutcome.Done, RunOutcome.Refused), (first.Outcome, second!.Outcome));
    }

    [Fact]
    public async Task What_is_not_staged_refuses_unless_allowed()
    {
        using var scenario = new Scenario(Scenario.Config.Replace("path: \"fake\"", "path: \"tools/fake\"", StringComparison.Ordinal), ("tools/fake", "1"), ("main/my.conf", "1"));
        scenario.Repository.Stage("main/a.txt", "a").Write("main/a.txt", "b").Write("tools/fake", "2").Write("main/my.conf", "2")
            .Write("main/unrelated.txt", "x").Write("README.md", "x");

        var refused = await scenario.ApplyAsync();

        Assert.Equal("""
            APL001 3 files that apply depends on are not as they are staged
            Refused
            """, Scenario.Show(refused));
        Assert.Equal(["main/a.txt", "main/my.conf", "tools/fake"], refused.Diagnostics[0].Notes);
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { AllowDirty = true })).Outcome);
        Assert.Equal("a.txt: a", scenario.Remote());
    }

    [Fact]
    public async Task The_commit_holds_what_was_done_and_nothing_else()
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("OpExec", "bad.txt", "no");
        scenario.Repository.Stage("main/mapped/net.txt", "net").Stage("main/bad.txt", "bad").Stage("README.md", "readme");

        var result = await scenario.ApplyAsync(request => request with { Commit = CommitMode.Always });

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal(scenario.Repository.Git("rev-parse", "HEAD").Trim(), result.CommitId);
        Assert.Equal("""
            Create main/mapped/net.txt

            Autoschematic-Run: run-1


            .autoschematic/main/mapped/id-1.txt.out.json
            .autoschematic/main/mapped/net.txt.out.json
            main/mapped/net.txt

            """, scenario.Repository.Git("show", "--format=%B", "--name-only", "HEAD"));
        Assert.Equal("""
            A  README.md
            A  main/bad.txt

            """, scenario.Repository.Status());
    }

    [Fact]
    public async Task A_commit_is_offered_only_after_full_success()
    {
        using var scenario = new Scenario();
        var offers = new List<string>();
        ApplyRequest Ask(ApplyRequest request) => request with
        {
            Commit = CommitMode.Ask,
            OfferCommit = (offer, _) =>
            {
                offers.Add($"{offer.Message}: {string.Join(' ', offer.Paths)}");
                return Task.FromResult<string?>("My words");
            },
        };
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/bad.txt", "bad");
        scenario.Connector.Failing("OpExec", "bad.txt", "no");
        Assert.Null((await scenario.ApplyAsync(Ask)).CommitId);

        scenario.Connector.Before = null;
        Assert.NotNull((await scenario.ApplyAsync(Ask)).CommitId);
        Assert.Equal(["Create main/bad.txt: main/a.txt main/bad.txt"], offers);
        Assert.StartsWith("My words\n", scenario.Repository.Git("log", "-1", "--format=%B"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_is_committed_with_its_outputs()
    {
        using var scenario = Created();
        scenario.Repository.StageDeletion("main/mapped/net.txt");

        await scenario.ApplyAsync(request => request with { Commit = CommitMode.Always });

        Assert.Equal("", scenario.Repository.Status());
        Assert.Equal("autoschematic.ron\n", scenario.Repository.Git("ls-tree", "-r", "--name-only", "HEAD"));
    }

    [Fact]
    public async Task A_sensitive_output_that_arrives_is_kept_out_of_the_tree_and_reported()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/db.txt", "db sensitive password=hunter2hunter2 output host=db1");

        var result = await scenario.ApplyAsync();

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal(["SEC001"], result.Diagnostics.Select(item => item.Code));
        Assert.Equal("""{ "OutputMap": { "host": "db1" } }""", scenario.Tree().Split('\n')[0].Split(": ", 2)[1]);
        var kept = Directory.GetFiles(scenario.Repository.PathOf(".git/autoschematic/secrets"));
        Assert.Equal("hunter2hunter2", File.ReadAllText(Assert.Single(kept)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept[0]));
        }
    }

    [Fact]
    public async Task A_known_sensitive_output_is_refused_before_the_first_op()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("db.txt", "db sensitive password=hunter2hunter2");
        scenario.Repository.Stage("main/db.txt", "db2 sensitive password=hunter3hunter3");

        Assert.Equal("""
            failed update main/db.txt 0/1
            APL004 `main/db.txt` would write the sensitive output `password`, and there is no key to seal it with
            Error
            """, Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Cancelled_once_the_op_in_flight_is_finished_and_stored()
    {
        using var scenario = new Scenario();
        using var cancel = new CancellationTokenSource();
        scenario.Connector.Before = async (call, _) =>
        {
            if (call.Method == "OpExec")
            {
                await cancel.CancelAsync();
            }
        };
        scenario.Repository.Stage("main/mapped/a.txt", "a").Stage("main/mapped/b.txt", "b");

        var result = await scenario.ApplyAsync(request => request with { Parallelism = 1 }, cancellationToken: cancel.Token);

        Assert.Equal("""
            done create main/mapped/a.txt 1/1
            skipped create main/mapped/b.txt 0/1: the run ended before it was started
            APL010 The run was interrupted; what was started has been finished and stored
            Interrupted
            """, Scenario.Show(result));
        Assert.Equal("apply again to do the rest", result.Diagnostics.Single(found => found.Code == "APL010").Hint);
        Assert.True(scenario.Repository.Exists(".autoschematic/main/mapped/a.txt.out.json"));
    }

    [Fact]
    public async Task Cancelled_in_the_last_op_there_is_no_rest()
    {
        using var scenario = new Scenario();
        using var cancel = new CancellationTokenSource();
        scenario.Connector.Before = (call, _) => call.Method == "OpExec" ? cancel.CancelAsync() : Task.CompletedTask;
        scenario.Repository.Stage("main/a.txt", "a");

        var result = await scenario.ApplyAsync(cancellationToken: cancel.Token);

        Assert.Equal("""
            done create main/a.txt 1/1
            APL010 The run was interrupted; what was started has been finished and stored
            Interrupted
            """, Scenario.Show(result));
        Assert.Equal("nothing is left to apply; no commit was made", result.Diagnostics.Single(found => found.Code == "APL010").Hint);
    }

    [Fact]
    public async Task When_outputs_cannot_be_stored_nothing_further_starts()
    {
        using var scenario = new Scenario();
        scenario.Connector.After = (_, _) =>
        {
            // A folder where the output file belongs: replacing it must fail.
            Directory.CreateDirectory(scenario.Repository.PathOf(".autoschematic/main/mapped/a.txt.out.json/x"));
            return Task.CompletedTask;
        };
        scenario.Repository.Stage("main/mapped/a.txt", "a").Stage("main/mapped/b.txt", "b");

        var result = await scenario.ApplyAsync(request => request with { Parallelism = 1 });

        Assert.Equal(["failed", "skipped"], result.Resources.Select(resource => resource.Status.Word));
        var lost = Assert.Single(result.Diagnostics, item => item.Code == "APL005");
        Assert.Equal(["id = id-1"], lost.Notes);
        Assert.Equal("OpExec mapped/a.txt create a", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Working_tree_files_are_applied_without_being_staged_and_committed_on_request()
    {
        using var scenario = new Scenario();
        scenario.Repository.Write("main/a.txt", "a");
        scenario.Selection = new(new SelectionMode.All());

        var result = await scenario.ApplyAsync(request => request with { Commit = CommitMode.Always });

        Assert.Equal((RunOutcome.Done, ""), (result.Outcome, scenario.Repository.Status()));
    }

    [Fact]
    public async Task The_same_op_of_another_run_has_another_key()
    {
        var keys = new HashSet<string>();
        foreach (var run in new[] { "run-1", "run-2" })
        {
            using var scenario = new Scenario();
            scenario.Repository.Stage("main/a.txt", "a").Stage("main/b.txt", "a");
            await scenario.ApplyAsync(request => request with { Run = new RunId(run) });
            keys.UnionWith(scenario.Connector.Keys);
        }

        Assert.Equal(4, keys.Count);
    }

    private static Scenario Created()
    {
        var scenario = new Scenario(
            ("main/mapped/net.txt", "net"),
            (".autoschematic/main/mapped/net.txt.out.json", """{"OutputMap": {"id": "id-1"}}"""),
            (".autoschematic/main/mapped/id-1.txt.out.json", """{"PointerToVirtual": "mapped/net.txt"}"""));
        scenario.Cloud.NextId();
        scenario.Cloud.Put("mapped/id-1.txt", "net", ("id", "id-1"));
        return scenario;
    }
}
