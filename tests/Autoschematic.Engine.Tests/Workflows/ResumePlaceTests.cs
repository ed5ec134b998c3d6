using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Where a run goes on, and what becomes of outputs that are not where it stored them.</summary>
[Trait("kind", "process")]
public sealed class ResumePlaceTests
{
    private const string OutputFile = ".autoschematic/main/mapped/net.txt.out.json";

    [Fact]
    public async Task A_run_is_resumed_and_given_up_in_its_working_tree_only()
    {
        using var scenario = new Scenario();
        var linked = Link(scenario);
        scenario.Repository.Stage("main/mapped/net.txt", "net");
        await scenario.CrashAsync("OpFinished main/mapped/net.txt");
        var refusal = $"JRN018 Run `run-1` works in the working tree `{scenario.Repository.Root}`, not in this one\nRefused";

        Assert.Equal(refusal, Scenario.Show(await scenario.ResumeAsync(folder: linked)));
        Assert.Equal(refusal, Scenario.Show(await scenario.ResumeAsync(request => request with { Abandon = true }, linked)));
        var next = await scenario.ApplyAsync(folder: linked);

        Assert.Equal("JRN001", Assert.Single(next.Diagnostics).Code);
        Assert.StartsWith(
            $"in the working tree `{scenario.Repository.Root}`, `autoschematic apply --resume` goes on", next.Diagnostics[0].Hint, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(linked, OutputFile)));
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync()).Outcome);
        Assert.Contains("\"id-1\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_working_tree_that_was_moved_is_the_same_and_is_named_by_its_new_path()
    {
        using var scenario = new Scenario();
        var linked = await CrashInLinkedAsync(scenario, "OpFinished main/mapped/net.txt");
        var moved = Path.Join(scenario.Repository.Folder, "moved");
        scenario.Repository.Git("worktree", "move", linked, moved);

        Assert.Equal(
            $"JRN018 Run `run-1` works in the working tree `{moved}`, not in this one\nRefused", Scenario.Show(await scenario.ResumeAsync()));
        Assert.Equal(RunOutcome.Done, (await scenario.ResumeAsync(folder: moved)).Outcome);

        Assert.True(File.Exists(Path.Join(moved, OutputFile)));
        Assert.False(scenario.Repository.Exists(OutputFile));
    }

    [Fact]
    public async Task A_run_whose_working_tree_is_gone_is_given_up_elsewhere_without_losing_an_id()
    {
        using var scenario = new Scenario();
        var linked = await CrashInLinkedAsync(scenario, "ResourceDone main/mapped/net.txt");
        scenario.Repository.Git("worktree", "remove", "--force", linked);

        Assert.Equal(
            $"JRN019 The working tree `{linked}` that run `run-1` works in is gone\nRefused", Scenario.Show(await scenario.ResumeAsync()));
        var given = await scenario.ResumeAsync(request => request with { Abandon = true });

        Assert.Equal($"""
            JRN020 The outputs of `main/mapped/net.txt` were in the working tree `{linked}`, which is gone, so they were stored in this one
            JRN023 This is where run `run-1` stopped
            Done
            """, Scenario.Show(given));
        Assert.Contains("\"id-1\"", scenario.Repository.Read(OutputFile), StringComparison.Ordinal);
        Assert.True(scenario.Repository.Exists(".autoschematic/main/mapped/id-1.txt.out.json"));
        Assert.Equal("", scenario.Leftovers());
    }

    [Fact]
    public async Task Outputs_that_were_stored_and_are_gone_come_from_the_journal()
    {
        using var scenario = new Scenario();
        scenario.Connector.Planner = (_, before, _) => before switch
        {
            null => [new("create net", ["id"], "create", OpKind.Create), new("update wide net", [], "widen", OpKind.Update)],
            "net" => [new("update wide net", [], "widen", OpKind.Update)],
            _ => [],
        };
        scenario.Repository.Stage("main/mapped/net.txt", "wide net");
        await scenario.CrashAsync("OpStored main/mapped/net.txt");
        Directory.Delete(scenario.Repository.PathOf(".autoschematic"), recursive: true);
        scenario.Repository.Git("reset", "-q", "--", ".autoschematic");

        var result = await scenario.ResumeAsync();

        Assert.Equal("done update main/mapped/net.txt 1/1\nDone", Scenario.Show(result));
        Assert.Equal("mapped/id-1.txt: wide net", scenario.Remote());
        Assert.Equal("""
            OpExec mapped/net.txt create net
            OpExec mapped/id-1.txt update wide net
            """, scenario.Connector.Mutations);
        Assert.Equal("""
            A  .autoschematic/main/mapped/id-1.txt.out.json
            A  .autoschematic/main/mapped/net.txt.out.json
            A  main/mapped/net.txt

            """, scenario.Repository.Status());
    }

    private static string Link(Scenario scenario)
    {
        var linked = Path.Join(scenario.Repository.Folder, "linked");
        scenario.Repository.Git("worktree", "add", "-q", linked, "-b", "other");
        return linked;
    }

    /// <summary>Applies one file that is staged in a linked working tree, until it is killed.</summary>
    private static async Task<string> CrashInLinkedAsync(Scenario scenario, string step)
    {
        var linked = Link(scenario);
        Directory.CreateDirectory(Path.Join(linked, "main", "mapped"));
        await File.WriteAllTextAsync(Path.Join(linked, "main", "mapped", "net.txt"), "net");
        scenario.Repository.GitAt(linked, "add", "--all");
        await scenario.CrashAsync(step, folder: linked);
        return linked;
    }
}
