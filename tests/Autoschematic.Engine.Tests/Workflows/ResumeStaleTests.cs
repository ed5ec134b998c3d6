using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What a resume makes of resources that changed meanwhile, that never could be planned, or that needed nothing.</summary>
[Trait("kind", "process")]
public sealed class ResumeStaleTests
{
    [Theory]
    [InlineData(true, "done", RunOutcome.Done)]
    [InlineData(false, "stale", RunOutcome.Stale)]
    public async Task A_body_that_means_the_same_is_no_change(bool isEqual, string word, RunOutcome outcome)
    {
        using var scenario = new Scenario(("main/net.txt", "old"));
        scenario.Cloud.Put("net.txt", "old");
        scenario.Connector.Equality = (_, _) => isEqual;
        scenario.Repository.Stage("main/net.txt", "new");
        await scenario.CrashAsync("RunStarted run-1");
        scenario.Cloud.Put("net.txt", "OLD");

        var result = await scenario.ResumeAsync();

        Assert.Equal((word, outcome, false), (result.Resources[0].Status.Word, result.Outcome, result.IsOpen));
        Assert.Equal(isEqual ? "new" : "OLD", scenario.Cloud["net.txt"]!.Body);
    }

    [Fact]
    public async Task What_was_deleted_meanwhile_is_stale_and_what_needs_it_is_skipped()
    {
        using var scenario = new Scenario(("main/app.txt", "app"), ("main/net.txt", "old"), ("main/other.txt", "old"));
        scenario.Cloud.Put("app.txt", "app");
        scenario.Cloud.Put("net.txt", "old");
        scenario.Cloud.Put("other.txt", "old");
        scenario.Repository.Stage("main/net.txt", "net output id=1").Stage("main/app.txt", "app in out://net.txt[id]").Stage("main/other.txt", "new");
        await scenario.CrashAsync("RunStarted run-1");
        scenario.Cloud.Remove("net.txt");

        var result = await scenario.ResumeAsync();

        Assert.Equal("""
            skipped deferred main/app.txt 0/0: it needs `main/net.txt`, which was not done
            stale update main/net.txt 0/1
            done update main/other.txt 1/1
            APL021 `main/net.txt` was changed by someone else since it was planned, so it was not executed
            Stale
            """, Scenario.Show(result));
        Assert.Equal("OpExec other.txt update new", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task A_waiting_resource_that_someone_changed_is_stale()
    {
        using var scenario = new Scenario(("main/app.txt", "app"));
        scenario.Cloud.Put("app.txt", "app");
        scenario.Repository.Stage("main/net.txt", "net output id=1").Stage("main/app.txt", "app in out://net.txt[id]");
        await scenario.CrashAsync("RunStarted run-1");
        scenario.Cloud.Put("app.txt", "changed by hand");

        var result = await scenario.ResumeAsync();

        Assert.Equal("""
            stale deferred main/app.txt 0/1
            done create main/net.txt 1/1
            APL021 `main/app.txt` was changed by someone else since it was planned, so it was not executed
            Stale
            """, Scenario.Show(result));
        Assert.Equal("changed by hand", scenario.Cloud["app.txt"]!.Body);
    }

    [Fact]
    public async Task What_had_no_owner_when_the_run_began_is_named_by_its_resume()
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("Filter", "bad.txt", "cannot tell");
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/bad.txt", "bad");
        await scenario.CrashAsync("RunStarted run-1");

        var result = await scenario.ResumeAsync();

        Assert.Equal("""
            done create main/a.txt 1/1
            failed error main/bad.txt 0/0
            APL020 `main/bad.txt` could not be planned when the run began, so it is no part of it
            Partly
            """, Scenario.Show(result));
        Assert.Contains("cannot tell", Assert.Single(result.Diagnostics[0].Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_needed_nothing_is_committed_by_the_resume_as_well()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("same.txt", "same");
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/same.txt", "same");
        await scenario.CrashAsync("RunStarted run-1", request => request with { Commit = CommitMode.Always });

        Assert.Equal("JRN001 Run `run-1` of mona on testhost, begun 2026-01-02 03:04:05Z, has not ended: 0 of 1 resources are done\nRefused",
            Scenario.Show(await scenario.ApplyAsync()));
        var result = await scenario.ResumeAsync();

        Assert.Equal("done create main/a.txt 1/1\nDone", Scenario.Show(result));
        Assert.Equal("main/a.txt\nmain/same.txt\n", scenario.Repository.Git("show", "--format=", "--name-only", "HEAD"));
        Assert.Equal("", scenario.Repository.Status());
    }
}
