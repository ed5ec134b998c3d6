using System.Text;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

[Trait("kind", "process")]
public sealed class ResumeTests
{
    private const string OutputFile = ".autoschematic/main/mapped/net.txt.out.json";

    [Fact]
    public async Task An_interrupted_run_refuses_the_next_apply_and_says_what_to_do()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpStarted main/mapped/net.txt");

        var refused = await scenario.ApplyAsync(request => request with { Run = new("run-2") });

        Assert.Equal("""
            JRN001 Run `run-1` of mona on testhost, begun 2026-01-02 03:04:05Z, has not ended: 1 of 2 resources are done
            Refused
            """, Scenario.Show(refused));
        Assert.Equal(["main/mapped/net.txt: it is not known whether its last op was executed"], refused.Diagnostics[0].Notes);
        Assert.Contains("`autoschematic apply --resume`", refused.Diagnostics[0].Hint, StringComparison.Ordinal);
        Assert.Equal("OpExec a.txt create a", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Every_crash_of_a_run_is_survived()
    {
        var expected = "";
        int steps;
        using (var undisturbed = Changes())
        {
            var count = CrashPoint.Never();
            undisturbed.Faults = count;
            Assert.Equal(RunOutcome.Done, (await undisturbed.ApplyAsync(request => request with { Parallelism = 1 })).Outcome);
            (expected, steps) = (undisturbed.State(), count.Reached.Count);
            Assert.Equal(Enum.GetValues<FaultPoint>().Where(point => point != FaultPoint.Resumed), PointsOf(count).Distinct().Order());
        }

        for (var at = 1; at <= steps; at++)
        {
            using var scenario = Changes();
            var crash = new CrashPoint(at);
            scenario.Faults = crash;
            await Assert.ThrowsAsync<CrashException>(() => scenario.ApplyAsync(request => request with { Parallelism = 1 }));
            var where = crash.Reached[^1];

            await scenario.FinishAsync();

            Assert.True(expected == scenario.State(), $"{where}\n{scenario.State()}\nexpected\n{expected}");
            Assert.True(scenario.CreatesOf("net") == 1 && scenario.CreatesOf("new") == 1, $"{where}\n{scenario.Connector.Mutations}");
            Assert.Equal("", scenario.Leftovers());
        }
    }

    [Fact]
    public async Task Outputs_that_were_answered_and_not_stored_come_from_the_journal()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net output cidr=10.0.0.0/8");
        await scenario.CrashAsync("OpFinished main/mapped/net.txt");
        Assert.False(scenario.Repository.Exists(OutputFile));

        var resumed = await scenario.ResumeAsync();

        Assert.Equal("""
            done create main/mapped/net.txt 0/0
            Done
            """, Scenario.Show(resumed));
        Assert.Equal("""
            .autoschematic/main/mapped/id-1.txt.out.json: { "PointerToVirtual": "mapped/net.txt" }
            .autoschematic/main/mapped/net.txt.out.json: { "OutputMap": { "cidr": "10.0.0.0/8", "id": "id-1" } }
            main/mapped/net.txt: net output cidr=10.0.0.0/8
            """, scenario.Tree());
        Assert.Equal("""
            A  .autoschematic/main/mapped/id-1.txt.out.json
            A  .autoschematic/main/mapped/net.txt.out.json
            A  main/mapped/net.txt

            """, scenario.Repository.Status());
        Assert.Equal("OpExec mapped/net.txt create net output cidr=10.0.0.0/8", scenario.Connector.Mutations);
    }

    [Theory]
    [InlineData("OutputsWritten main/mapped/net.txt")]
    [InlineData("PointerWritten main/mapped/net.txt")]
    public async Task Outputs_that_were_written_and_not_staged_are_staged_and_no_temporary_file_is_left(string step)
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync(step);
        scenario.Repository.Git("reset", "-q", "--", ".autoschematic");
        scenario.Repository.Write(".autoschematic/main/mapped/.autoschematic-0123456789abcdef0123456789abcdef.tmp", "half a fi");

        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);

        Assert.Equal("""
            A  .autoschematic/main/mapped/id-1.txt.out.json
            A  .autoschematic/main/mapped/net.txt.out.json
            A  main/mapped/net.txt

            """, scenario.Repository.Status());
    }

    [Fact]
    public async Task What_an_unanswered_op_made_is_adopted_when_agreed_to()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpAnswered main/mapped/net.txt");

        var asked = new List<AdoptionOffer>();
        var open = await scenario.ResumeAsync(_ => new((offer, _) =>
        {
            asked.Add(offer);
            return Task.FromResult(false);
        }));
        Assert.Equal("""
            unknown create main/mapped/net.txt 0/0
            APL023 It is not known whether the op `create net.txt` of `main/mapped/net.txt` was executed: one thing that looks like it was found, and adopting it was not agreed to
            JRN012 Run `run-1` has not ended, since something about it is not known or not stored
            Error
            """, Scenario.Show(open));
        Assert.Equal("mapped/id-1.txt", Assert.Single(asked).Physical.Text);
        Assert.True(open.IsOpen);

        var adopted = await scenario.ResumeAsync();
        Assert.Equal("""
            done create main/mapped/net.txt 0/0
            APL025 `main/mapped/net.txt` is what the interrupted run made at `mapped/id-1.txt`, so it was adopted
            Done
            """, Scenario.Show(adopted));
        Assert.Equal("OpExec mapped/net.txt create net", scenario.Connector.Mutations);
        Assert.Equal("", scenario.Leftovers());
        Assert.Equal(["unchanged"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    [Fact]
    public async Task Two_candidates_are_left_to_the_user()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpAnswered main/mapped/net.txt");
        scenario.Cloud.Put("mapped/id-7.txt", "net", ("id", "id-7"));

        var open = await scenario.ResumeAsync();
        Assert.Equal("""
            unknown create main/mapped/net.txt 0/0
            APL023 It is not known whether the op `create net.txt` of `main/mapped/net.txt` was executed: more than one thing that looks like it was found
            JRN012 Run `run-1` has not ended, since something about it is not known or not stored
            Error
            """, Scenario.Show(open));
        Assert.Equal(["mapped/id-1.txt", "mapped/id-7.txt"], open.Diagnostics[0].Notes);

        var chosen = await scenario.ResumeAsync(request => request with { Adopt = ["main/mapped/net.txt=mapped/id-7.txt"] });
        Assert.Equal(RunOutcome.Done, chosen.Outcome);
        Assert.Contains("\"id-7\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
        Assert.Equal("OpExec mapped/net.txt create net", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task What_belongs_to_another_file_is_no_candidate()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/other.txt", "net");
        await scenario.ApplyAsync();
        scenario.Repository.CommitAll().Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpStarted main/mapped/net.txt");

        var open = await scenario.ResumeAsync();

        Assert.Equal(["unknown"], open.Resources.Select(resource => resource.Status.Word));
        Assert.Contains("nothing that looks like it was found", open.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_op_that_is_said_not_to_be_executed_is_sent_again_with_its_key()
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("OpExec", "mapped/net.txt", "gone", ConnectorFailure.Died);
        scenario.Repository.Stage("main/app.txt", "in out://mapped/net.txt[id]").Stage("main/mapped/net.txt", "net");
        Assert.Equal("""
            skipped deferred main/app.txt 0/0: it needs `main/mapped/net.txt`, which was not done
            unknown create main/mapped/net.txt 0/1
            APL009 It is not known whether an op of `main/mapped/net.txt` was executed: Connector `fake` failed in `OpExec`: gone
            JRN012 Run `run-1` has not ended, since something about it is not known or not stored
            Error
            """, Scenario.Show(await scenario.ApplyAsync()));
        scenario.Connector.Before = null;

        Assert.Equal(["main/mapped/net.txt"], (await scenario.ResumeAsync()).Resources
            .Where(resource => resource.Status is ApplyStatus.Unknown).Select(resource => resource.Resource.ToString()));
        var retried = await scenario.ResumeAsync(request => request with { Retry = ["main/mapped/net.txt"] });

        Assert.Equal("""
            done create main/app.txt 1/1
            done create main/mapped/net.txt 1/1
            Done
            """, Scenario.Show(retried));
        Assert.Equal(["app.txt: in id-1", "mapped/id-1.txt: net"], scenario.Remote().Split('\n'));
        var keys = KeysIn(scenario).Where(line => line.Address == "mapped/net.txt").Select(line => line.Key).ToList();
        Assert.Equal([keys[0], keys[0]], keys);
    }

    [Fact]
    public async Task An_op_that_its_connector_may_repeat_is_sent_again_with_its_key()
    {
        using var scenario = new Scenario();
        scenario.Connector.Capabilities = scenario.Connector.Capabilities with { IdempotentOps = true };
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpStarted main/mapped/net.txt");

        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.Equal("OpExec mapped/net.txt create net", scenario.Connector.Mutations);
        Assert.Single(KeysIn(scenario).Select(line => line.Key).Distinct());
    }

    [Fact]
    public async Task What_is_as_desired_after_an_unanswered_op_is_done_with_the_outputs_that_Get_tells()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/net.txt", "net output cidr=10.0.0.0/8");
        await scenario.CrashAsync("OpAnswered main/net.txt");

        Assert.Equal("""
            done create main/net.txt 0/1
            Done
            """, Scenario.Show(await scenario.ResumeAsync()));
        Assert.Equal("""
            .autoschematic/main/net.txt.out.json: { "OutputMap": { "cidr": "10.0.0.0/8" } }
            main/net.txt: net output cidr=10.0.0.0/8
            """, scenario.Tree());
        Assert.Equal("OpExec net.txt create net output cidr=10.0.0.0/8", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task What_is_forgotten_is_left_to_the_user_and_its_dependents_are_skipped()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/app.txt", "in out://mapped/net.txt[id]").Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpStarted main/mapped/net.txt");

        var result = await scenario.ResumeAsync(request => request with { Forget = ["main/mapped/net.txt"] });

        Assert.Equal("""
            skipped deferred main/app.txt 0/0: it needs `main/mapped/net.txt`, which was not done
            skipped create main/mapped/net.txt 0/1: it was left to you with `--forget`
            Error
            """, Scenario.Show(result));
        Assert.False(result.IsOpen);
        Assert.Equal("", scenario.Leftovers());
    }

    [Theory]
    [InlineData("main/a.txt", "JRN016 `main/a.txt` is a resource of run `run-1`, but none whose last op is unknown")]
    [InlineData("main/b.txt", "JRN016 `main/b.txt` is no resource of run `run-1`")]
    public async Task Decisions_are_about_unknown_resources_only(string file, string expected)
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpStarted main/mapped/net.txt");

        var result = await scenario.ResumeAsync(request => request with { Retry = [file], Adopt = ["nonsense"] });

        Assert.Equal($"APL028 `nonsense` is not `FILE=ADDRESS`\n{expected}\nUsage", Scenario.Show(result));
    }

    [Fact]
    public async Task A_resource_that_someone_changed_before_it_was_started_is_not_executed()
    {
        using var scenario = new Scenario(("main/a.txt", "1"), ("main/z.txt", "1"));
        scenario.Cloud.Put("a.txt", "1");
        scenario.Cloud.Put("z.txt", "1");
        scenario.Repository.Stage("main/a.txt", "2").Stage("main/z.txt", "2");
        await scenario.CrashAsync("ResourceDone main/a.txt");
        scenario.Cloud.Put("z.txt", "someone else");
        scenario.Connector.Planner = (_, before, after) => before == after ? [] : [new ConnectorOp($"update {after} from {before}", [], "update", OpKind.Update)];

        Assert.Equal("""
            done update main/a.txt 1/1
            stale update main/z.txt 0/1
            APL021 `main/z.txt` was changed by someone else since it was planned, so it was not executed
            Stale
            """, Scenario.Show(await scenario.ResumeAsync()));
        Assert.Equal("someone else", scenario.Cloud["z.txt"]!.Body);
    }

    [Fact]
    public async Task The_bodies_are_those_that_were_agreed_to_whatever_is_staged_by_then()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "agreed");
        await scenario.CrashAsync("RunStarted run-1");
        scenario.Repository.Stage("main/a.txt", "something else");

        var resumed = await scenario.ResumeAsync(request => request with { Commit = true });

        Assert.Equal("a.txt: agreed", scenario.Remote());
        Assert.Equal(["APL027"], resumed.Diagnostics.Select(item => item.Code));
        Assert.Null(resumed.CommitId);
    }

    [Fact]
    public async Task A_commit_that_the_run_was_to_make_is_made_by_the_resume()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/mapped/net.txt", "net").Stage("README.md", "readme");
        await scenario.CrashAsync(
            "OpAnswered main/mapped/net.txt", request => request with { Commit = CommitMode.Always, CommitMessage = "Mine" });

        Assert.NotNull((await scenario.ResumeAsync()).CommitId);
        Assert.Equal("""
            Mine

            Autoschematic-Run: run-1


            .autoschematic/main/mapped/id-1.txt.out.json
            .autoschematic/main/mapped/net.txt.out.json
            main/a.txt
            main/mapped/net.txt

            """, scenario.Repository.Git("show", "--format=%B", "--name-only", "HEAD"));
        Assert.Equal("A  README.md\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task Another_branch_refuses_and_a_commit_on_top_does_not()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a");
        await scenario.CrashAsync("RunStarted run-1");
        scenario.Repository.Git("stash", "-q");
        scenario.Repository.Git("checkout", "-q", "--orphan", "other");
        scenario.Repository.Git("commit", "-q", "--allow-empty", "-m", "Unrelated");

        var refused = await scenario.ResumeAsync();
        Assert.Equal((RunOutcome.Refused, "JRN009"), (refused.Outcome, Assert.Single(refused.Diagnostics).Code));

        scenario.Repository.Git("checkout", "-q", "-f", "main");
        scenario.Repository.Git("commit", "-q", "--allow-empty", "-m", "On top");
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.Equal("a.txt: a", scenario.Remote());
    }

    [Fact]
    public async Task Outputs_that_could_not_be_stored_are_stored_by_the_resume()
    {
        using var scenario = new Scenario();
        var blocked = scenario.Repository.PathOf(OutputFile);
        scenario.Connector.After = (_, _) =>
        {
            Directory.CreateDirectory(Path.Join(blocked, "x"));
            return Task.CompletedTask;
        };
        scenario.Repository.Stage("main/mapped/net.txt", "net").Stage("main/mapped/z.txt", "z");
        Assert.True((await scenario.ApplyAsync(request => request with { Parallelism = 1 })).IsOpen);

        var still = await scenario.ResumeAsync();
        Assert.Equal((true, RunOutcome.Error), (still.IsOpen, still.Outcome));
        Assert.Equal("OpExec mapped/net.txt create net", scenario.Connector.Mutations);

        scenario.Connector.After = null;
        Directory.Delete(blocked, recursive: true);
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.Equal("""
            OpExec mapped/net.txt create net
            OpExec mapped/z.txt create z
            """, scenario.Connector.Mutations);
        Assert.Contains("\"id-1\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_starts_no_op()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Write("file", "");

        var result = await scenario.ApplyAsync(request => request with { JournalDirectory = scenario.Repository.PathOf("file/folder") });

        Assert.Equal((RunOutcome.Error, "JRN007"), (result.Outcome, Assert.Single(result.Diagnostics).Code));
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task A_journal_elsewhere_is_found_through_the_git_folder()
    {
        using var scenario = new Scenario();
        var folder = Path.Join(scenario.Repository.Folder, "journals");
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpAnswered main/mapped/net.txt", request => request with { JournalDirectory = folder });

        Assert.Equal(RunOutcome.Refused, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.True(File.Exists(Path.Join(folder, "run-1.jsonl")));
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task Giving_up_stores_what_is_known_and_names_what_is_not()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/a.txt", "a").Stage("main/mapped/net.txt", "net");
        scenario.Connector.Failing("OpExec", "mapped/a.txt", "gone", ConnectorFailure.Died);
        await scenario.CrashAsync("OpFinished main/mapped/net.txt");

        var result = await scenario.ResumeAsync(request => request with { Abandon = true });

        Assert.Equal("""
            JRN023 This is where run `run-1` stopped
            JRN014 It is not known whether the op `create a.txt` of `main/mapped/a.txt` was executed
            Done
            """, Scenario.Show(result));
        Assert.Contains("\"id-1\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
        Assert.Equal("", scenario.Leftovers());
        scenario.Connector.Before = null;
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { Run = new("run-2") })).Outcome);
    }

    [Fact]
    public async Task Without_an_interrupted_run_there_is_nothing_to_do()
    {
        using var scenario = new Scenario();

        Assert.Equal("JRN008 There is no run that could be resumed or given up\nDone", Scenario.Show(await scenario.ResumeAsync()));
    }

    [Fact]
    public async Task A_damaged_journal_is_an_error_and_can_be_given_up()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpFinished main/mapped/net.txt");
        var file = scenario.Repository.PathOf(".git/autoschematic/runs/run-1.jsonl");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        lines[1] = lines[1].Replace("create", "delete", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);

        var resumed = await scenario.ResumeAsync();
        Assert.Equal($"JRN004 Line 2 of the journal `{file}` is damaged\nError", Scenario.Show(resumed));
        Assert.Equal(["JRN004", "JRN002"], (await scenario.ApplyAsync()).Diagnostics.Select(item => item.Code));

        var given = await scenario.ResumeAsync(request => request with { Abandon = true });
        Assert.Equal(["JRN004 Warning", "JRN023 Information"], given.Diagnostics.Select(found => $"{found.Code} {found.Severity}"));
        Assert.Contains("\"id-1\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task A_line_that_was_cut_off_counts_as_never_written()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpFinished main/mapped/net.txt");
        var file = scenario.Repository.PathOf(".git/autoschematic/runs/run-1.jsonl");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);

        // The answer's line is torn, so that only the start is known: the id has to be found again.
        await File.WriteAllBytesAsync(file, bytes[..^20], TestContext.Current.CancellationToken);

        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.Contains("\"id-1\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
        Assert.Equal("OpExec mapped/net.txt create net", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task A_journal_cut_off_in_its_first_line_never_began()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a");
        await scenario.CrashAsync("RunStarted run-1");
        var file = scenario.Repository.PathOf(".git/autoschematic/runs/run-1.jsonl");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, bytes[..^20], TestContext.Current.CancellationToken);

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync(request => request with { Run = new("run-2") })).Outcome);
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task Secrets_never_stand_in_a_journal_in_clear()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/db.txt", "db").Stage("main/z.txt", "z");
        scenario.Connector.Answer = (address, _) => address.Text != "mapped/db.txt" ? null : new OpResult(
            new Dictionary<string, string?> { ["id"] = "id-1", ["password"] = "hunter2hunter2" }, new HashSet<string> { "password" }, "made with hunter2hunter2");
        await scenario.CrashAsync("OpFinished main/mapped/db.txt");
        var journal = scenario.Repository.PathOf(".git/autoschematic/runs/run-1.jsonl");
        Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var resumed = await scenario.ResumeAsync();

        Assert.Equal(["done", "done"], resumed.Resources.Select(resource => resource.Status.Word));
        Assert.Equal(
            "hunter2hunter2",
            await File.ReadAllTextAsync(
                Assert.Single(Directory.GetFiles(scenario.Repository.PathOf(".git/autoschematic/secrets"))), TestContext.Current.CancellationToken));
        Assert.Equal("", scenario.Leftovers());
        foreach (var file in Directory.EnumerateFiles(scenario.Repository.PathOf(".git/autoschematic/runs"), "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("hunter2", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    /// <summary>A mapped resource to create, one to update, one to delete with its outputs, one that refers to the first.</summary>
    private static Scenario Changes()
    {
        var scenario = new Scenario(
            ("main/mapped/old.txt", "old"), ("main/mapped/gone.txt", "gone"),
            (".autoschematic/main/mapped/old.txt.out.json", """{"OutputMap": {"id": "old-1"}}"""),
            (".autoschematic/main/mapped/old-1.txt.out.json", """{"PointerToVirtual": "mapped/old.txt"}"""),
            (".autoschematic/main/mapped/gone.txt.out.json", """{"OutputMap": {"id": "gone-1"}}"""),
            (".autoschematic/main/mapped/gone-1.txt.out.json", """{"PointerToVirtual": "mapped/gone.txt"}"""));
        scenario.Cloud.Put("mapped/old-1.txt", "old", ("id", "old-1"));
        scenario.Cloud.Put("mapped/gone-1.txt", "gone", ("id", "gone-1"));
        scenario.Repository.Git("rm", "-q", "-r", "main/mapped/gone.txt", ".autoschematic/main/mapped/gone.txt.out.json", ".autoschematic/main/mapped/gone-1.txt.out.json");
        scenario.Repository.Stage("main/mapped/net.txt", "net").Stage("main/mapped/new.txt", "new of out://mapped/net.txt[id]")
            .Stage("main/mapped/old.txt", "newer");
        return scenario;
    }

    private static IEnumerable<FaultPoint> PointsOf(CrashPoint crash)
        => crash.Reached.Select(line => Enum.Parse<FaultPoint>(line.Split(' ')[0]));

    /// <summary>Target and key of every op in the ended journals, in order.</summary>
    private static IReadOnlyList<(string Address, string Key)> KeysIn(Scenario scenario)
        => [.. Directory.EnumerateFiles(scenario.Repository.PathOf(".git/autoschematic/runs/ended"))
            .SelectMany(file => JournalLines.Split(File.ReadAllBytes(file)).Entries)
            .Select(entry => Encoding.UTF8.GetString(entry.Entry.Span))
            .Where(text => text.StartsWith("{\"type\":\"op-started\"", StringComparison.Ordinal))
            .Select(text => System.Text.Json.JsonDocument.Parse(text).RootElement)
            .Select(json => (json.GetProperty("address").GetString()!, json.GetProperty("key").GetString()!))];
}
