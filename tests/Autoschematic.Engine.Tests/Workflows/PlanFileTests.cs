using System.Text;
using Autoschematic.Engine.Tests.Secrets;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Plans;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Plans that are kept in a file and applied later, by another process.</summary>
[Trait("kind", "process")]
public sealed class PlanFileTests
{
    [Fact]
    public async Task Exactly_the_kept_plan_is_executed()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        scenario.Connector.Planner = (_, _, after) => after is null ? null : [new ConnectorOp($"update another {after}", [], "another", OpKind.Update)];

        var result = await ApplyAsync(scenario, file);

        Assert.Equal("""
            done update main/app.txt 1/1
            done update main/net.txt 1/1
            done delete main/old.txt 1/1
            Done
            """, Scenario.Show(result));
        Assert.Equal("app.txt: new app\nnet.txt: new net", scenario.Remote());
    }

    [Fact]
    public async Task A_resource_that_was_changed_remotely_is_refused_and_the_rest_goes_on()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("net.txt", "changed by hand");

        var result = await ApplyAsync(scenario, file);

        Assert.Equal("""
            done update main/app.txt 1/1
            stale update main/net.txt 0/0
            done delete main/old.txt 1/1
            APL040 `main/net.txt` was changed by someone else since it was planned, so it was not executed
            Stale
            """, Scenario.Show(result));
        Assert.Equal("app.txt: new app\nnet.txt: changed by hand", scenario.Remote());
    }

    [Fact]
    public async Task What_a_plan_file_leaves_alone_is_not_taken_for_agreed()
    {
        using var scenario = Changed();
        scenario.Cloud.Put("app.txt", "new app");
        var file = await KeepAsync(scenario);
        scenario.Repository.Stage("main/app.txt", "newer app");

        await ApplyAsync(scenario, file);

        Assert.Equal("new app", scenario.Cloud["app.txt"]!.Body);
        var agreed = await (await scenario.OpenAsync()).Agreed.ReadAsync(TestWorkspace.At("main/app.txt"), CancellationToken.None);
        Assert.NotEqual("newer app", agreed is { } body ? Encoding.UTF8.GetString(body.Span) : null);
    }

    [Theory]
    [InlineData(true, RunOutcome.Done)]
    [InlineData(false, RunOutcome.Stale)]
    public async Task A_remote_that_means_the_same_needs_the_body_that_was_planned_against(bool isKept, RunOutcome outcome)
    {
        using var scenario = Changed();
        scenario.Connector.Equality = (left, right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("net.txt", "OLD NET");
        if (!isKept)
        {
            Directory.Delete(scenario.Repository.PathOf(".git/autoschematic/plans"), recursive: true);
        }

        Assert.Equal(outcome, (await ApplyAsync(scenario, file)).Outcome);
    }

    [Fact]
    public async Task Maps_in_another_order_are_no_change()
    {
        using var scenario = new Scenario(("main/a.json", "{}"));
        scenario.Cloud.Put("a.json", """{"x": 1, "y": 2}""");
        scenario.Repository.Stage("main/a.json", """{"x": 3}""");
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("a.json", """{ "y": 2, "x": 1 }""");

        Assert.Equal(RunOutcome.Done, (await ApplyAsync(scenario, file)).Outcome);
    }

    [Fact]
    public async Task A_commit_on_top_refuses_the_whole_plan()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        var head = scenario.Repository.Git("rev-parse", "HEAD").Trim();
        scenario.Repository.Git("commit", "-q", "-m", "On top");

        var result = await ApplyAsync(scenario, file);

        var now = scenario.Repository.Git("rev-parse", "HEAD").Trim();
        Assert.Equal(
            $"PLF007 `{file}` was made on commit {head[..10]}, and HEAD is commit {now[..10]} now, so nothing of it was executed\nStale",
            Scenario.Show(result));
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Another_configuration_refuses_the_whole_plan()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        scenario.Repository.Stage("autoschematic.ron", Scenario.Config + "// changed\n");

        Assert.Equal(
            $"PLF008 `autoschematic.ron` changed since `{file}` was made, so nothing of it was executed\nStale",
            Scenario.Show(await ApplyAsync(scenario, file)));
    }

    [Fact]
    public async Task Another_body_another_output_or_another_connector_refuses_the_resource()
    {
        using var scenario = new Scenario(("main/net.txt", "net output id=1"), (".autoschematic/main/net.txt.out.json", """{"OutputMap": {"id": "1"}}"""));
        scenario.Cloud.Put("net.txt", "net output id=1");
        scenario.Repository.Stage("main/app.txt", "app out://net.txt[id]").Stage("main/body.txt", "one").Stage("main/gone.txt", "gone").Stage("main/rest.txt", "rest");
        var file = await KeepAsync(scenario);
        scenario.Repository.Stage("main/body.txt", "two").Stage("main/late.txt", "late")
            .Write(".autoschematic/main/net.txt.out.json", """{"OutputMap": {"id": "2"}}""");
        scenario.Repository.Git("rm", "-q", "--cached", "main/gone.txt");

        Assert.Equal("""
            stale create main/app.txt 0/0
            stale create main/body.txt 0/0
            done create main/rest.txt 1/1
            stale create main/gone.txt 0/0
            PLF015 `main/late.txt` is no part of the plan and was left out
            PLF010 `main/app.txt` refers to `net.txt[id]`, which changed since it was planned, so it was not executed
            PLF009 `main/body.txt` has another content than when it was planned, so it was not executed
            PLF013 `main/gone.txt` is no longer among the files that the plan was made of, so it was not executed
            Stale
            """, Scenario.Show(await ApplyAsync(scenario, file)));
        Assert.Equal("OpExec rest.txt create rest", scenario.Connector.Mutations);

        scenario.Connector.Identity = scenario.Connector.Identity with { FileHash = "another" };
        Assert.Contains("PLF011 Connector `fake` is not the one that planned `main/app.txt`, so it was not executed", Scenario.Show(await ApplyAsync(scenario, file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_already_is_skipped_and_what_failed_is_done()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        var fails = true;
        scenario.Connector.Before = (call, _) => fails && call is { Method: "OpExec", Address: "net.txt" }
            ? throw new ConnectorException(ConnectorFailure.Answered, "fake", "OpExec", "no quota")
            : Task.CompletedTask;
        Assert.Equal(RunOutcome.Partly, (await ApplyAsync(scenario, file)).Outcome);

        fails = false;
        Assert.Equal("""
            done update main/net.txt 1/1
            Done
            """, Scenario.Show(await ApplyAsync(scenario, file)));
        Assert.Equal("Done", Scenario.Show(await ApplyAsync(scenario, file)));
        Assert.Equal("app.txt: new app\nnet.txt: new net", scenario.Remote());
    }

    [Fact]
    public async Task Stored_and_staged_outputs_do_not_invalidate_it_and_deferred_resources_run_as_predicted()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/app.txt", "in out://mapped/net.txt[id]").Stage("main/mapped/net.txt", "net");
        var file = await KeepAsync(scenario);
        Assert.Equal(RunOutcome.Partly, (await ApplyAsync(scenario, file, request => request with { NoDeferred = true })).Outcome);
        Assert.Contains("A  .autoschematic/main/mapped/net.txt.out.json", scenario.Repository.Status(), StringComparison.Ordinal);

        Assert.Equal("""
            done create main/app.txt 1/1
            Done
            """, Scenario.Show(await ApplyAsync(scenario, file)));
        Assert.Equal("app.txt: in id-1\nmapped/id-1.txt: net", scenario.Remote());
    }

    [Fact]
    public async Task A_deferred_resource_that_turns_out_to_be_something_else_is_refused()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/app.txt", "in out://mapped/net.txt[id]").Stage("main/mapped/net.txt", "net");
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("app.txt", "made by hand");

        Assert.Equal(["stale", "done"], (await ApplyAsync(scenario, file)).Resources.Select(resource => resource.Status.Word));
    }

    [Fact]
    public async Task What_needed_no_change_is_left_alone()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/b.txt", "b"));
        scenario.Cloud.Put("a.txt", "a");
        scenario.Selection = new(new Autoschematic.Engine.Selections.SelectionMode.All());
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("a.txt", "changed by hand");

        Assert.Equal("""
            done create main/b.txt 1/1
            PLF016 There was nothing to do for `main/a.txt` when it was planned, and now it would be: update; it was left alone
            Done
            """, Scenario.Show(await ApplyAsync(scenario, file)));
    }

    [Fact]
    public async Task A_move_is_kept_and_done()
    {
        using var scenario = new Scenario(
            ("main/mapped/old.txt", "body"),
            (".autoschematic/main/mapped/old.txt.out.json", """{"OutputMap": {"id": "id-1"}}"""),
            (".autoschematic/main/mapped/id-1.txt.out.json", """{"PointerToVirtual": "mapped/old.txt"}"""));
        scenario.Cloud.NextId();
        scenario.Cloud.Put("mapped/id-1.txt", "body", ("id", "id-1"));
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        var file = await KeepAsync(scenario);

        Assert.Equal(["moved"], (await ApplyAsync(scenario, file)).Resources.Select(resource => resource.Action.Word));
        Assert.Equal("Done", (await ApplyAsync(scenario, file)).Outcome.ToString());
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.False(scenario.Repository.Exists(".autoschematic/main/mapped/old.txt.out.json"));
    }

    [Fact]
    public async Task Ops_that_hold_a_secret_are_kept_as_a_hash_only()
    {
        using var scenario = new Scenario(
            ("main/app.txt", "old"), ("main/db.txt", "db sensitive password=hunter2hunter2"), (".autoschematic/main/db.txt.out.json", """{"OutputMap": {"password": "hunter2hunter2"}}"""));
        scenario.Cloud.Put("app.txt", "old");
        scenario.Cloud.Put("db.txt", "db sensitive password=hunter2hunter2");
        scenario.Selection = new(new Autoschematic.Engine.Selections.SelectionMode.All());
        scenario.Repository.Write("main/app.txt", "log in with out://db.txt[password]");

        var file = await KeepAsync(scenario);

        var kept = await File.ReadAllTextAsync(file);
        Assert.DoesNotContain("hunter2", kept, StringComparison.Ordinal);
        Assert.Contains("\"ops\": null", kept, StringComparison.Ordinal);
        scenario.Connector.Planner = (_, before, after) => before == after ? [] : [new ConnectorOp($"update {after} ", [], "changed", OpKind.Update)];
        Assert.Contains("PLF012 Planning `main/app.txt` again gives other ops than were planned", Scenario.Show(await ApplyAsync(scenario, file)), StringComparison.Ordinal);
        scenario.Connector.Planner = null;
        Assert.Equal(RunOutcome.Done, (await ApplyAsync(scenario, file)).Outcome);
        Assert.Equal("log in with hunter2hunter2", scenario.Cloud["app.txt"]!.Body);
    }

    [Fact]
    public async Task Ops_of_a_body_with_a_sealed_output_are_kept_as_a_hash_only_however_short_it_is()
    {
        using var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Repository.Stage("main/db.txt", "db sensitive pin=1234");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        scenario.Repository.CommitAll().Stage("main/app.txt", "enter out://db.txt[pin]");

        var file = await KeepAsync(scenario);

        var read = (PlanFileParse.Read)PlanFileReader.Parse(await File.ReadAllBytesAsync(file));
        Assert.Null(read.Plan.Entries.Single().Ops);
        Assert.Equal(RunOutcome.Done, (await ApplyAsync(scenario, file)).Outcome);
        Assert.Equal("enter 1234", scenario.Cloud["app.txt"]!.Body);
    }

    [Fact]
    public async Task A_commit_names_the_plan()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);

        await ApplyAsync(scenario, file, request => request with { Commit = CommitMode.Always });

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        Assert.Contains($"Autoschematic-Plan: {hash}", scenario.Repository.Git("log", "-1", "--format=%B"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_of_a_plan_that_was_not_kept_names_the_file_that_would_have_held_it()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);

        await scenario.ApplyAsync(request => request with { Commit = CommitMode.Always, ToolVersion = "1.0" });

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        Assert.Contains($"Autoschematic-Plan: {hash}", scenario.Repository.Git("log", "-1", "--format=%B"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("RunStarted run-1")]
    public async Task What_a_plan_file_leaves_alone_is_not_committed_by_the_run_nor_by_its_resume(string? crash)
    {
        using var scenario = Changed();
        scenario.Cloud.Put("app.txt", "new app");
        scenario.Cloud.Put("old.txt", "old");
        var file = await KeepAsync(scenario);
        scenario.Repository.Stage("main/app.txt", "newer app");

        await RunAsync(scenario, file, crash);

        Assert.Equal("main/net.txt\nmain/old.txt\n", scenario.Repository.Git("show", "--format=", "--name-only", "HEAD"));
        Assert.Equal("M  main/app.txt\n", scenario.Repository.Status());
        Assert.Equal("app.txt: new app\nnet.txt: new net", scenario.Remote());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("RunStarted run-1")]
    public async Task What_a_refused_move_leaves_behind_is_neither_committed_nor_agreed(string? crash)
    {
        using var scenario = new Scenario(
            ("main/mapped/old.txt", "body"),
            (".autoschematic/main/mapped/old.txt.out.json", """{"OutputMap": {"id": "id-1"}}"""),
            (".autoschematic/main/mapped/id-1.txt.out.json", """{"PointerToVirtual": "mapped/old.txt"}"""));
        scenario.Cloud.NextId();
        scenario.Cloud.Put("mapped/id-1.txt", "body", ("id", "id-1"));
        await scenario.AgreeAsync();
        scenario.Repository.Git("mv", "main/mapped/old.txt", "main/mapped/new.txt");
        scenario.Repository.Stage("main/a.txt", "a");
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("mapped/id-1.txt", "changed by hand", ("id", "id-1"));

        var result = await RunAsync(scenario, file, crash);

        Assert.Equal(["done main/a.txt", "stale main/mapped/new.txt"], result.Resources.Select(resource => $"{resource.Status.Word} {resource.Resource}"));
        Assert.Equal(RunOutcome.Stale, result.Outcome);
        Assert.Equal("main/a.txt\n", scenario.Repository.Git("show", "--format=", "--name-only", "HEAD"));
        Assert.Equal("R  main/mapped/old.txt -> main/mapped/new.txt\n", scenario.Repository.Status());
        Assert.True(scenario.Repository.Exists(".autoschematic/main/mapped/old.txt.out.json"));
        Assert.NotNull(await (await scenario.OpenAsync()).Agreed.ReadAsync(TestWorkspace.At("main/mapped/old.txt"), CancellationToken.None));
    }

    [Fact]
    public async Task A_resume_names_the_plan_and_everything_that_it_refused()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        scenario.Cloud.Put("net.txt", "changed by hand");
        scenario.Repository.Git("reset", "-q", "--", "main/old.txt");

        var result = await RunAsync(scenario, file, "RunStarted run-1");

        Assert.Equal("""
            done update main/app.txt 1/1
            stale update main/net.txt 0/0
            stale delete main/old.txt 0/0
            APL030 `main/net.txt` was not as planned any more when the run began, so it is no part of it
            APL030 `main/old.txt` was not as planned any more when the run began, so it is no part of it
            Stale
            """, Scenario.Show(result));
        Assert.Equal(
            ["`main/net.txt` was changed by someone else since it was planned, so it was not executed"], result.Diagnostics[0].Notes);
        Assert.Contains("`main/old.txt`", Assert.Single(result.Diagnostics[1].Notes), StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(file)));
        Assert.Contains($"Autoschematic-Plan: {hash}", scenario.Repository.Git("log", "-1", "--format=%B"), StringComparison.Ordinal);
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task A_file_that_is_no_plan_is_one_clear_error()
    {
        using var scenario = Changed();
        var file = await KeepAsync(scenario);
        var good = await File.ReadAllTextAsync(file);
        var head = scenario.Repository.Git("rev-parse", "HEAD").Trim();
        foreach (var (text, error) in new[]
        {
            ("", $"PLF004 `{file}` is no plan file, or a damaged one: it is no JSON at line 1"),
            (good[..^20], $"PLF004 `{file}` is no plan file, or a damaged one: it is no JSON at line {good[..^20].Split('\n').Length}"),
            ("{}", $"PLF004 `{file}` is no plan file, or a damaged one: `plan.checksum` is missing or of another type"),
            (good.Replace("update new net", "update old net", StringComparison.Ordinal), $"PLF004 `{file}` is no plan file, or a damaged one: its content does not fit its checksum"),
            (good.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal), $"PLF005 `{file}` has format 2, and this program knows plan files up to format 1"),
        })
        {
            await File.WriteAllTextAsync(file, text);
            Assert.Equal(error + "\nUsage", Scenario.Show(await ApplyAsync(scenario, file)));
        }

        var read = (PlanFileParse.Read)PlanFileReader.Parse(Encoding.UTF8.GetBytes(good));
        Assert.Equal(head, read.Plan.Head);
        await File.WriteAllBytesAsync(file, PlanFileWriter.Write(read.Plan with { Head = new string('a', 40) }));
        Assert.Equal($"PLF006 `{file}` was made on commit aaaaaaaaaa, which this repository does not have\nUsage", Scenario.Show(await ApplyAsync(scenario, file)));
        File.Delete(file);
        Assert.Equal($"PLF003 The plan file `{file}` cannot be read: there is no such file\nUsage", Scenario.Show(await ApplyAsync(scenario, file)));
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task It_cannot_be_written_everywhere()
    {
        using var scenario = Changed();
        var result = await scenario.PlanAsync(request => request with { Out = new(Path.Join(scenario.Repository.Folder, "no", "such", "plan.json"), "1.0") });

        Assert.Equal((RunOutcome.Error, "PLF001"), (result.Outcome, result.Diagnostics.Single().Code));
        Assert.Null(result.File);
    }

    [Fact]
    public async Task Kept_remote_bodies_are_private_and_swept()
    {
        using var scenario = Changed();
        await KeepAsync(scenario);
        var workspace = await scenario.Repository.OpenAsync();
        var remotes = new PlannedRemotes(workspace);
        var files = Directory.GetFiles(remotes.Folder);
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));

        File.SetLastWriteTimeUtc(files[0], scenario.Repository.Clock.GetUtcNow().UtcDateTime.AddMinutes(1));
        remotes.Sweep(new FileInfo(files[0]).Length);
        Assert.Equal(files[0], Assert.Single(Directory.GetFiles(remotes.Folder)));
        File.SetLastWriteTimeUtc(files[0], (scenario.Repository.Clock.GetUtcNow() - PlannedRemotes.LongestKept).UtcDateTime.AddMinutes(-1));
        remotes.Sweep(PlannedRemotes.MostBytes);
        Assert.Empty(Directory.GetFiles(remotes.Folder));
        Assert.Null(remotes.Find("../../config"));
    }

    [Fact]
    public async Task A_kept_body_that_was_torn_is_written_again()
    {
        using var scenario = Changed();
        await KeepAsync(scenario);
        var remotes = new PlannedRemotes(await scenario.Repository.OpenAsync());
        var whole = Directory.GetFiles(remotes.Folder).ToDictionary(file => file, File.ReadAllText);
        foreach (var file in whole.Keys)
        {
            File.WriteAllText(file, "");
        }

        await KeepAsync(scenario);
        Assert.Equal(whole, Directory.GetFiles(remotes.Folder).ToDictionary(file => file, File.ReadAllText));
    }

    private static Scenario Changed()
    {
        var scenario = new Scenario(("main/app.txt", "old app"), ("main/net.txt", "old net"), ("main/old.txt", "old"));
        scenario.Cloud.Put("app.txt", "old app");
        scenario.Cloud.Put("net.txt", "old net");
        scenario.Cloud.Put("old.txt", "old");
        scenario.Repository.Stage("main/app.txt", "new app").Stage("main/net.txt", "new net").StageDeletion("main/old.txt");
        return scenario;
    }

    private static async Task<string> KeepAsync(Scenario scenario)
    {
        var file = Path.Join(scenario.Repository.Folder, "plan.json");
        var result = await scenario.PlanAsync(request => request with { Out = new(file, "1.0") });
        Assert.Equal(file, result.File?.Path);
        return file;
    }

    /// <summary>Applies a plan file and commits, at once or killed at a step and resumed.</summary>
    private static async Task<ApplyResult> RunAsync(Scenario scenario, string file, string? crash)
    {
        if (crash is null)
        {
            return await ApplyAsync(scenario, file, request => request with { Commit = CommitMode.Always });
        }

        await scenario.CrashAsync(crash, request => request with { PlanFile = file, Commit = CommitMode.Always });
        return await scenario.ResumeAsync();
    }

    private static Task<ApplyResult> ApplyAsync(Scenario scenario, string file, Func<ApplyRequest, ApplyRequest>? change = null)
        => scenario.ApplyAsync(request => (change?.Invoke(request) ?? request) with
        {
            Selection = new(new Autoschematic.Engine.Selections.SelectionMode.Staged()),
            PlanFile = file,
        });
}
