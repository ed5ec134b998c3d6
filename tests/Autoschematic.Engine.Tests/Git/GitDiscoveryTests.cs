using Autoschematic.Engine.Git;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitDiscoveryTests
{
    [Fact]
    public async Task Root_is_found_from_any_subdirectory()
    {
        using var test = TestWorkspace.Create(("main/deep/a.ron", "x"));

        var git = await GitTests.OpenAsync(test, Path.Join(test.Root, "main", "deep"));

        Assert.Equal(test.Root, git.Root);
        Assert.Equal(Path.Join(test.Root, ".git"), git.CommonDirectory);
        Assert.Equal(Path.Join(test.Root, ".git", "autoschematic"), git.StateDirectory);
    }

    [Fact]
    public async Task Linked_working_trees_share_the_common_folder()
    {
        using var test = TestWorkspace.Create(("main/a.ron", "x"));
        var linked = Path.Join(test.Folder, "linked");
        test.Git("worktree", "add", "-q", linked, "-b", "other");

        var git = await GitTests.OpenAsync(test, Path.Join(linked, "main"));

        Assert.Equal(linked, git.Root);
        Assert.Equal(Path.Join(test.Root, ".git"), git.CommonDirectory);
        Assert.Equal(Path.Join(test.Root, ".git", "worktrees", "linked"), git.GitDirectory);
    }

    [Fact]
    public async Task Submodule_is_its_own_root()
    {
        using var test = TestWorkspace.Create(("a", "x"));
        using var inner = TestWorkspace.Create(("b", "x"));
        test.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Root, "inner");

        var git = await GitTests.OpenAsync(test, Path.Join(test.Root, "inner"));

        Assert.Equal(Path.Join(test.Root, "inner"), git.Root);
        Assert.Equal(Path.Join(test.Root, ".git", "modules", "inner"), git.CommonDirectory);
    }

    [Fact]
    public async Task Bare_repository_is_refused()
    {
        using var test = TestWorkspace.Create();
        var bare = Path.Join(test.Folder, "bare.git");
        test.Git("init", "-q", "--bare", bare);

        Assert.Equal(
            $"GIT004: `{bare}` is a bare repository, which has no files to work on", (await RefusalAsync(test, bare)).ToString());
    }

    [Fact]
    public async Task Git_folder_folder_without_repository_and_missing_folder_are_refused()
    {
        using var test = TestWorkspace.Create();

        Assert.Equal("GIT005", (await RefusalAsync(test, Path.Join(test.Root, ".git"))).Code);
        var plain = await RefusalAsync(test, test.Folder);
        Assert.Equal("GIT002", plain.Code);
        Assert.Equal("run `git init`, or name the repository with `--repo`", plain.Hint);
        Assert.Equal("GIT006", (await RefusalAsync(test, Path.Join(test.Folder, "nowhere"))).Code);
    }

    [Fact]
    public async Task Owner_that_git_calls_unsafe_is_refused()
    {
        using var test = TestWorkspace.Create();

        // Git's own switch for its tests makes every repository look like somebody else's.
        var wrapper = Path.Join(test.Folder, "bin");
        Directory.CreateDirectory(wrapper);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell script");
        var real = test.Host.Variables["PATH"].Split(':').Select(folder => Path.Join(folder, "git")).First(File.Exists);
        var script = Path.Join(wrapper, "git");
        File.WriteAllText(script, $"#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} \"$@\"\n");
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        test.Host = test.Host with { Variables = new Dictionary<string, string>(test.Host.Variables) { ["PATH"] = wrapper } };

        var refusal = await RefusalAsync(test, test.Root);

        Assert.Equal($"GIT003: The repository at `{test.Root}` belongs to another user, so git does not trust it", refusal.ToString());
        Assert.Equal($"if you trust it, run `git config --global --add safe.directory {test.Root}`", refusal.Hint);
    }

    [Fact]
    public async Task Missing_git_says_so()
    {
        using var test = TestWorkspace.Create();
        test.Host = test.Host with { Variables = new Dictionary<string, string> { ["PATH"] = test.Folder } };

        Assert.Equal("GIT001: The `git` program cannot be started", (await RefusalAsync(test, test.Root)).ToString());
    }

    [Fact]
    public async Task Variables_that_point_to_another_repository_are_ignored()
    {
        using var test = TestWorkspace.Create(("a", "x"));
        using var other = TestWorkspace.Create(("b", "x"));
        test.Host = test.Host with
        {
            Variables = new Dictionary<string, string>(test.Host.Variables)
            {
                ["GIT_DIR"] = Path.Join(other.Root, ".git"),
                ["GIT_WORK_TREE"] = other.Root,
                ["GIT_INDEX_FILE"] = Path.Join(other.Root, ".git", "index"),
            },
        };

        var git = await GitTests.OpenAsync(test);
        var entries = await git.IndexEntriesAsync([], default);

        Assert.Equal(test.Root, git.Root);
        Assert.Equal(["a"], entries!.Select(entry => entry.Path.Text));
    }

    [Fact]
    public async Task Index_of_a_hook_is_used_when_it_belongs_to_the_repository()
    {
        using var test = TestWorkspace.Create(("a", "x"));
        var index = Path.Join(test.Root, ".git", "next-index-1.lock");
        File.Copy(Path.Join(test.Root, ".git", "index"), index);
        test.Host = test.Host with
        {
            Variables = new Dictionary<string, string>(test.Host.Variables) { ["GIT_INDEX_FILE"] = ".git/next-index-1.lock" },
        };
        test.Write("b", "new");

        var git = await GitTests.OpenAsync(test);
        Assert.True(await git.StageAsync([TestWorkspace.At("b")], [], default));

        Assert.Equal("b", Assert.Single((await git.StagedChangesAsync([], default))!).Path.Text);
        test.Host = test.Host with { Variables = test.Host.Variables.Where(each => each.Key != "GIT_INDEX_FILE").ToDictionary() };
        Assert.Equal("?? b\n", test.Status());
    }

    private static async Task<Diagnostic> RefusalAsync(TestWorkspace test, string folder)
    {
        var bag = new DiagnosticBag();
        Assert.Null(await GitRepository.OpenAsync(folder, test.Host, test.Clock, bag, default));
        return Assert.Single(bag);
    }
}
