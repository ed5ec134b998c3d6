using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitStagingTests
{
    [Fact]
    public async Task Additions_changes_and_deletions_are_staged_and_nothing_else()
    {
        using var test = TestWorkspace.Create(("changed", "1"), ("gone", "1"), ("other", "1"), ("was-file", "1"));
        test.Write("changed", "2").Delete("gone").Write("other", "2").Write("new ä", "1").Write(".gitignore", "out\n").Write("out/x", "1");
        test.Delete("was-file").Write("was-file/inside", "1");
        var git = await GitTests.OpenAsync(test);
        var bag = new DiagnosticBag();

        var paths = GitTests.Paths("changed", "gone", "new ä", "out/x", "was-file", "was-file/inside", "never");
        Assert.True(await git.StageAsync(paths, bag, default));

        Assert.Empty(bag);
        Assert.Equal(
            "Modified changed\nDeleted gone\nAdded new ä\nAdded out/x\nDeleted was-file\nAdded was-file/inside",
            GitTests.Show(await git.StagedChangesAsync([], default)));
        Assert.Equal("Modified other", GitTests.Show(await git.UnstagedChangesAsync([], default)));
    }

    [Fact]
    public async Task Many_concurrent_calls_are_serialised()
    {
        using var test = TestWorkspace.Create();
        var names = Enumerable.Range(0, 24).Select(number => $"f{number:00}").ToArray();
        foreach (var name in names)
        {
            test.Write(name, name);
        }

        var git = await GitTests.OpenAsync(test);
        var results = await Task.WhenAll(names.Select(name => git.StageAsync(GitTests.Paths(name), [], default)));

        Assert.All(results, Assert.True);
        Assert.Equal(names, (await git.StagedChangesAsync([], default))!.Select(change => change.Path.Text));
    }

    [Fact]
    public async Task Staging_waits_while_another_git_holds_the_index()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        test.Write("a", "2");
        var git = await GitTests.OpenAsync(test);
        var held = Path.Join(test.Root, ".git", "index.lock");
        File.WriteAllText(held, "");

        var staging = git.StageAsync(GitTests.Paths("a"), [], default);
        await UntilItSleepsAsync(test.Clock, staging);
        File.Delete(held);
        test.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(await staging);
        Assert.Equal("M  a\n", test.Status());
    }

    [Fact]
    public async Task Staging_gives_up_with_the_paths_and_the_command()
    {
        using var test = TestWorkspace.Create(("a", "1"), ("b c", "1"));
        test.Write("a", "2").Write("b c", "2");
        var git = await GitTests.OpenAsync(test);
        File.WriteAllText(Path.Join(test.Root, ".git", "index.lock"), "");
        var bag = new DiagnosticBag();

        var staging = git.StageAsync(GitTests.Paths("a", "b c"), bag, default);
        while (!staging.IsCompleted)
        {
            await UntilItSleepsAsync(test.Clock, staging);
            test.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.False(await staging);
        Assert.Equal(["GIT010", "GIT009"], bag.Select(diagnostic => diagnostic.Code));
        Assert.Equal("2 files are written but not staged (the index is locked): `a`, `b c`", bag.Last().Message);
        Assert.Equal($"run `git -C {test.Root} add --all --force -- a 'b c'`", bag.Last().Hint);
        Assert.Equal("2", test.Read("a"));
    }

    [Fact]
    public async Task Path_outside_the_sparse_checkout_is_staged_when_it_was_written()
    {
        using var test = TestWorkspace.Create(("in/a", "1"), ("out/b", "1"), ("out/c", "1"));
        test.Git("sparse-checkout", "set", "--cone", "in");
        test.Write("out/b", "2");
        var git = await GitTests.OpenAsync(test);

        Assert.True(await git.StageAsync(GitTests.Paths("out/b"), [], default));

        Assert.Equal("Modified out/b", GitTests.Show(await git.StagedChangesAsync([], default)));
    }

    [Fact]
    public async Task Blob_is_stored_byte_for_byte()
    {
        using var test = TestWorkspace.Create();
        test.Git("config", "core.autocrlf", "true");
        var git = await GitTests.OpenAsync(test);

        var blob = await git.WriteBlobAsync("one\r\ntwo\0"u8.ToArray(), [], default);

        Assert.Equal("one\r\ntwo\0", test.Git("cat-file", "blob", blob!));
    }

    private static async Task UntilItSleepsAsync(FakeClock clock, Task work)
    {
        // One timer is the deadline of a running git, so a sleeper is known by being alone with a short delay.
        var deadline = Task.Delay(TimeSpan.FromSeconds(20));
        while (!work.IsCompleted && clock.NextDue is not { TotalSeconds: <= 1 })
        {
            Assert.False(deadline.IsCompleted, "staging neither slept nor ended");
            await Task.Yield();
        }
    }
}
