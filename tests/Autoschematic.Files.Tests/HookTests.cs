namespace Autoschematic.Files.Tests;

/// <summary>Commands around changes.</summary>
[Trait("kind", "process")]
public sealed class HookTests
{
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
        await repository.ImportAsync();

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

    private static string Here(string hook)
        => $$"""    "here": Host(roots: [Root(path: "ROOT")], hooks: [Hook(paths: "ROOT/**", {{hook}})]),""";
}
