using Autoschematic.Files.Hooks;
using Autoschematic.Files.Hosts;
using Autoschematic.Ron.Binding;

namespace Autoschematic.Files.Tests;

/// <summary>Commands around changes.</summary>
[Trait("kind", "process")]
public sealed class HookTests
{
    // The parent of a command is what limits its time; the one of that is the connector.
    private const string KillConnectorOnce = "[ -e ROOT.once ] || { touch ROOT.once; kill -9 $(cut -d ' ' -f 4 /proc/$PPID/stat); sleep 1; }";

    [Fact]
    public async Task Changes_made_at_the_same_time_share_a_run()
    {
        using var repository = new FilesRepository(Here("""pre: "echo pre >> ROOT.log", check: "test -f ROOT/08", post: "echo post >> ROOT.log" """));
        for (var number = 1; number <= 8; number++)
        {
            repository.Files.Write(repository.Content("here", $"{number:00}"), $"{number}");
        }

        (await repository.ApplyAsync()).Expect(0);

        var log = File.ReadAllLines($"{repository.Managed}.log");
        Assert.Equal(8, Directory.GetFiles(repository.Managed).Length);
        Assert.Equal(("pre", "post"), (log[0], log[^1]));
        Assert.InRange(log.Length, 2, 15);
        Assert.Equal(log.Count(line => line == "pre"), log.Count(line => line == "post"));
    }

    [Fact]
    public async Task Failed_pre_hook_stops_the_change()
    {
        using var repository = new FilesRepository(Here("""pre: "echo not now >&2; exit 3", post: "echo post >> ROOT.log" """));
        repository.Files.Write(repository.Content("here", "a"), "1");

        (await repository.ApplyAsync()).Expect(1)
            .Says("The pre hook `echo not now >&2; exit 3` on here failed with status 3, and nothing was changed: not now");

        Assert.Empty(Directory.GetFiles(repository.Managed));
        Assert.False(File.Exists($"{repository.Managed}.log"));
    }

    [Fact]
    public async Task Failed_check_takes_the_change_back_and_the_next_apply_makes_it()
    {
        using var repository = new FilesRepository(Here("""check: "grep -q good ROOT/a", post: "echo post >> ROOT.log" """));
        repository.Put("a", "good", "640");
        repository.Adopt("here");

        repository.Files.Write(repository.Content("here", "a"), "bad");
        repository.Files.Write(repository.Content("here", "b"), "new");
        (await repository.ApplyAsync()).Expect(1).Says("The check hook `grep -q good ROOT/a` on here failed with status 1, and the change was taken back");
        Assert.Equal(("good", "640"), (repository.Take("a"), repository.ModeOf("a")));
        Assert.False(File.Exists(Path.Join(repository.Managed, "b")));
        Assert.False(File.Exists($"{repository.Managed}.log"));

        repository.Files.Write(repository.Content("here", "a"), "good again");
        (await repository.ApplyAsync()).Expect(0);
        Assert.Equal(("good again", "new"), (repository.Take("a"), repository.Take("b")));
        Assert.True(File.Exists($"{repository.Managed}.log"));
    }

    [Fact]
    public async Task Command_that_takes_too_long_is_ended_with_all_that_it_started()
    {
        using var repository = new FilesRepository(Here("""check: "sleep 300 & echo $! > ROOT.pid; echo begun; wait", timeout: 1"""));
        repository.Put("a", "old");
        repository.Adopt("here");
        repository.Files.Write(repository.Content("here", "a"), "new");

        (await repository.ApplyAsync()).Expect(1)
            .Says("on here was ended after the 1 s of its `timeout`, and the change was taken back: begun");

        Assert.Equal("old", repository.Take("a"));
        Assert.False(PosixFiles.Runs(File.ReadAllText($"{repository.Managed}.pid").Trim()));
    }

    [Fact]
    public async Task Hooks_that_were_interrupted_are_run_by_the_next_apply()
    {
        using var repository = new FilesRepository(Here($"""check: "{KillConnectorOnce}", post: "echo post >> ROOT.log" """));
        repository.Put("changed", "old");
        repository.Put("deleted", "old");
        repository.Adopt("here");
        repository.Files.Write(repository.Content("here", "changed"), "new");
        repository.Files.StageDeletion(repository.Content("here", "deleted"));

        await repository.ApplyAsync();
        Assert.True(File.Exists($"{repository.Managed}.once"));
        File.Delete($"{repository.Managed}.log");

        (await repository.RunAsync("apply", "--resume", "--yes", "--no-commit")).Expect(0);

        Assert.NotEmpty(File.ReadAllLines($"{repository.Managed}.log"));
        Assert.Equal(("new", 1), (repository.Take("changed"), repository.Everything().Count));
        (await repository.RunAsync("plan", "--all", "--exit-code")).Expect(0);
    }

    [Fact]
    public async Task Check_that_fails_after_an_interruption_takes_back_what_was_made_before_it()
    {
        using var repository = new FilesRepository(Here($"""check: "{KillConnectorOnce}; grep -q good ROOT/a" """));
        repository.Put("a", "good", "640");
        repository.Adopt("here");
        repository.Files.Write(repository.Content("here", "a"), "bad");
        await repository.ApplyAsync();
        Assert.Equal("bad", repository.Take("a"));

        (await repository.RunAsync("apply", "--resume", "--yes", "--no-commit")).Expect(1).Says("failed with status 1, and the change was taken back");

        Assert.Equal(("good", "640", 1), (repository.Take("a"), repository.ModeOf("a"), repository.Everything().Count));
    }

    [Fact]
    public async Task Failed_hook_never_takes_back_what_somebody_else_wrote_meanwhile()
    {
        using var repository = new FilesRepository(Here("""post: "echo theirs > ROOT/a; exit 7" """));
        repository.Put("a", "old");
        repository.Adopt("here");
        repository.Files.Write(repository.Content("here", "a"), "new");

        (await repository.ApplyAsync()).Expect(1)
            .Says("failed with status 7, and `ROOT/a` was left as it is, since somebody else changed it meanwhile");

        Assert.Equal(("theirs\n", 1), (repository.Take("a"), repository.Everything().Count));
    }

    [Fact]
    public async Task Change_that_cannot_be_taken_back_is_said_beside_the_failed_hook()
    {
        using var repository = new FilesRepository(Here("""post: "mv ROOT ROOT.away; ln -s ROOT.away ROOT; exit 7" """));
        repository.Put("a", "old");
        repository.Adopt("here");
        repository.Files.Write(repository.Content("here", "a"), "new");

        (await repository.ApplyAsync()).Expect(1)
            .Says("failed with status 7, and `ROOT/a` could not be taken back (`ROOT/a` on here lies behind the symbolic link `ROOT`")
            .Says("so that the next apply runs the hook again");
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task Only_what_the_user_of_the_host_wrote_counts_as_an_interrupted_change(bool isForged, int exitCode)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give files away");
        using var repository = new FilesRepository(Here("""post: "true" """));
        repository.Put("a", "same");
        repository.Adopt("here");
        var mark = TemporaryName.OfMark($"{repository.Managed}/a", nameof(MarkKind.Content));
        File.WriteAllText(mark, RonSerializer.Serialize(new PendingMark { Path = $"{repository.Managed}/a", Content = "cm9vdA==", Wrote = "x" }));
        File.SetUnixFileMode(mark, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        PosixFiles.Own(mark, isForged ? 65534u : 0u);

        var plan = (await repository.RunAsync("plan", "--all", "--exit-code")).Expect(exitCode);

        Assert.Equal(!isForged, plan.Output.Contains("Run `true` for ROOT/a on here: a change of it was interrupted before they ended", StringComparison.Ordinal));
    }

    private static string Here(string hook)
        => $$"""    "here": Host(roots: [Root(path: "ROOT")], hooks: [Hook(paths: "ROOT/**", {{hook}})]),""";
}
