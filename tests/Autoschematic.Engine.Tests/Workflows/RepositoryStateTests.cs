using System.Text;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Planning;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Whole commands in repositories that are in an unusual state, and bodies that are unusual.</summary>
[Trait("kind", "process")]
public sealed class RepositoryStateTests
{
    [Fact]
    public async Task Unborn_head_plans_and_applies_what_is_staged()
    {
        using var scenario = new Scenario();
        scenario.Repository.Git("update-ref", "-d", "HEAD");
        scenario.Repository.Stage("main/mapped/web.txt", "body");

        Assert.Equal("create main/mapped/web.txt\n  create web.txt\nDone", Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal("done create main/mapped/web.txt 1/1\nDone", Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal(
            """
            A  .autoschematic/main/mapped/id-1.txt.out.json
            A  .autoschematic/main/mapped/web.txt.out.json
            A  autoschematic.ron
            A  main/mapped/web.txt

            """,
            scenario.Repository.Status(),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Detached_head_plans_against_that_commit()
    {
        using var scenario = new Scenario(("main/a.txt", "old"));
        scenario.Cloud.Put("a.txt", "old");
        scenario.Repository.Git("checkout", "-q", "--detach");
        scenario.Repository.Stage("main/a.txt", "new");

        Assert.Equal("update main/a.txt\n  update a.txt\nDone", Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal("done update main/a.txt 1/1\nDone", Scenario.Show(await scenario.ApplyAsync()));
    }

    [Fact]
    public async Task Merge_conflict_in_the_index_stops_the_command_and_names_the_path()
    {
        using var scenario = new Scenario(("main/a.txt", "base"), ("main/b.txt", "b"));
        var git = scenario.Repository;
        git.Git("checkout", "-q", "-b", "side");
        git.Write("main/a.txt", "theirs").CommitAll();
        git.Git("checkout", "-q", "main");
        git.Write("main/a.txt", "ours").CommitAll();
        Assert.Throws<InvalidOperationException>(() => git.Git("merge", "-q", "side"));
        git.Stage("main/b.txt", "b2");
        var conflicted = git.Read("main/a.txt");

        var plan = await scenario.PlanAsync();

        Assert.NotEqual(RunOutcome.Done, plan.Outcome);
        Assert.Contains("`main/a.txt`", Assert.Single(plan.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(plan.Outcome, (await scenario.ApplyAsync()).Outcome);
        Assert.Empty(scenario.Pool.Launches);
        Assert.Equal(conflicted, git.Read("main/a.txt"));
    }

    [Fact]
    public async Task Linked_worktree_has_its_own_index_and_the_common_lock()
    {
        using var scenario = new Scenario(("main/a.txt", "old"));
        scenario.Cloud.Put("a.txt", "old");
        var linked = Path.Join(scenario.Repository.Folder, "linked");
        scenario.Repository.Git("worktree", "add", "-q", linked, "-b", "other");
        File.WriteAllText(Path.Join(linked, "main", "a.txt"), "new");
        scenario.Repository.GitAt(linked, "add", "--all");

        var plan = await new PlanWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(linked), new PlanRequest(scenario.Selection), _ => { }, CancellationToken.None);

        Assert.Equal("update main/a.txt\n  update a.txt\nDone", Scenario.Show(plan));
        Assert.Equal("SEL019 No file below a prefix is staged in git\nDone", Scenario.Show(await scenario.PlanAsync()));
        Assert.False(Directory.Exists(Path.Join(linked, ".git")));
        Assert.True(Directory.Exists(scenario.Repository.PathOf(".git/autoschematic")));
    }

    [Fact]
    public async Task Line_ending_settings_do_not_make_a_difference_between_staged_and_working_copy()
    {
        using var scenario = new Scenario();
        scenario.Repository.Git("config", "core.autocrlf", "true");
        scenario.Repository.Git("config", "core.safecrlf", "false");
        scenario.Repository.Stage("main/a.txt", "one\r\ntwo\r\n");

        var plan = await scenario.PlanAsync();

        Assert.Equal("one\ntwo\n", scenario.Repository.Git("cat-file", "blob", ":main/a.txt"));
        Assert.Equal("one\r\ntwo\r\n", Encoding.UTF8.GetString(Assert.Single(plan.Resources).Resolved!.Value.Span));
        Assert.Empty(plan.Diagnostics);
    }

    [Fact]
    public async Task Body_that_is_not_utf8_passes_through_untouched()
    {
        using var scenario = new Scenario();
        byte[] body = [.. "caf"u8, 0xE9, .. " out://b.txt[id]\n"u8];
        scenario.Repository.Write("main/a.txt", body);
        scenario.Repository.Git("add", "--all");

        var plan = await scenario.PlanAsync();

        Assert.Equal(body, Assert.Single(plan.Resources).Resolved!.Value.ToArray());
        Assert.Equal(RunOutcome.Done, plan.Outcome);
    }

    [Fact]
    public async Task Body_of_fifty_megabytes_is_planned_and_applied()
    {
        const int lines = 50 * 1024;
        using var scenario = new Scenario();
        var body = string.Concat(Enumerable.Repeat(new string('x', 1023) + "\n", lines));
        scenario.Cloud.Put("a.txt", body);
        scenario.Repository.Stage("main/a.txt", body + "y\n");

        Assert.Equal("done update main/a.txt 1/1\nDone", Scenario.Show(await scenario.ApplyAsync()));
        Assert.Equal(body.Length + 2, scenario.Cloud["a.txt"]!.Body.Length);
    }

    [Fact]
    public async Task Body_that_does_not_parse_is_left_to_its_connector()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.ron", "Broken(");
        scenario.Connector.Failing("Plan", "a.ron", "line 1: expected `)`");

        Assert.Equal(
            """
            error main/a.ron
            CON003 Connector `fake` failed in `Plan`: line 1: expected `)`
            Error
            """,
            Scenario.Show(await scenario.PlanAsync()),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Two_commands_in_one_repository_at_once_do_not_disturb_each_other()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/mapped/web.txt", "body");
        scenario.Cloud.Put("other.txt", "remote");
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        scenario.Connector.Before = async (call, _) =>
        {
            if (call.Method == "OpExec")
            {
                reached.SetResult();
                await goOn.Task;
            }
        };

        var applying = scenario.ApplyAsync();
        await reached.Task;
        var plan = await scenario.PlanAsync();
        var import = await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new ImportRequest(), _ => { }, CancellationToken.None);
        goOn.SetResult();

        Assert.Equal("LCK001", Assert.Single(plan.Diagnostics).Code);
        Assert.Contains("`apply`", plan.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Equal((RunOutcome.Refused, RunOutcome.Refused), (plan.Outcome, import.Outcome));
        Assert.Equal("done create main/mapped/web.txt 1/1\nDone", Scenario.Show(await applying));
        Assert.Equal("OpExec mapped/web.txt create body", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Commands_that_read_run_side_by_side()
    {
        using var scenario = new Scenario(("main/a.txt", "old"));
        scenario.Cloud.Put("a.txt", "old");
        scenario.Repository.Stage("main/a.txt", "new");

        var plans = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scenario.PlanAsync()));

        Assert.All(plans, plan => Assert.Equal("update main/a.txt\n  update a.txt\nDone", Scenario.Show(plan)));
    }
}
