using Autoschematic.Engine.Git;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitListingTests
{
    [Fact]
    public async Task Unborn_head_is_an_empty_base()
    {
        using var test = TestWorkspace.Create();
        test.Stage("main/a.ron", "x");
        var git = await GitTests.OpenAsync(test);

        Assert.Equal(new GitHead(null, "main"), await git.ReadHeadAsync([], default));
        Assert.Equal("Added main/a.ron", GitTests.Show(await git.StagedChangesAsync([], default)));
        Assert.Null(await git.ResolveCommitAsync("HEAD", default));
    }

    [Fact]
    public async Task Detached_head_has_no_branch()
    {
        using var test = TestWorkspace.Create(("a", "x"));
        test.Git("checkout", "-q", "--detach");
        var git = await GitTests.OpenAsync(test);

        var head = await git.ReadHeadAsync([], default);

        Assert.Equal(test.Git("rev-parse", "HEAD").Trim(), head!.Commit);
        Assert.Null(head.Branch);
    }

    [Fact]
    public async Task Every_side_is_told_apart()
    {
        using var test = TestWorkspace.Create(("changed", "1"), ("gone", "1"), ("kept", "1"), ("edited", "1"), ("lost", "1"));
        test.Stage("changed", "2").StageDeletion("gone").Stage("new", "1").Write("edited", "2").Delete("lost").Write("extra", "1");
        test.Write(".gitignore", "ignored\n").Write("ignored", "1");
        var git = await GitTests.OpenAsync(test);

        Assert.Equal("Modified changed\nDeleted gone\nAdded new", GitTests.Show(await git.StagedChangesAsync([], default)));
        Assert.Equal("Modified edited\nDeleted lost", GitTests.Show(await git.UnstagedChangesAsync([], default)));
        Assert.Equal([".gitignore", "extra"], (await git.UntrackedFilesAsync([], default))!.Select(path => path.Text));
        Assert.Equal(
            "Added .gitignore\nModified changed\nModified edited\nAdded extra\nDeleted gone\nDeleted lost\nAdded new",
            GitTests.Show(await git.ChangedSinceAsync("HEAD", [], default)));
    }

    [Fact]
    public async Task File_staged_as_deleted_but_still_there_has_changed_since()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        test.Git("rm", "-q", "--cached", "a");
        var git = await GitTests.OpenAsync(test);

        Assert.Equal("Deleted a", GitTests.Show(await git.StagedChangesAsync([], default)));
        Assert.Equal("Modified a", GitTests.Show(await git.ChangedSinceAsync("HEAD", [], default)));
    }

    [Fact]
    public async Task Touching_a_file_is_no_change()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        File.SetLastWriteTimeUtc(test.PathOf("a"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var git = await GitTests.OpenAsync(test);

        Assert.Empty((await git.UnstagedChangesAsync([], default))!);
        Assert.Empty((await git.ChangedSinceAsync("HEAD", [], default))!);
    }

    [Fact]
    public async Task Intent_to_add_is_not_staged()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        test.Write("planned", "1");
        test.Git("add", "--intent-to-add", "planned");
        var git = await GitTests.OpenAsync(test);

        Assert.Empty((await git.StagedChangesAsync([], default))!);
        Assert.Equal("Added planned", GitTests.Show(await git.UnstagedChangesAsync([], default)));
    }

    [Fact]
    public async Task Sparse_checkout_never_looks_like_deletion()
    {
        using var test = TestWorkspace.Create(("in/a", "1"), ("out/b", "1"));
        test.Git("sparse-checkout", "set", "--cone", "in");
        Assert.False(test.Exists("out/b"));
        var git = await GitTests.OpenAsync(test);

        Assert.Empty((await git.StagedChangesAsync([], default))!);
        Assert.Empty((await git.UnstagedChangesAsync([], default))!);
        Assert.Empty((await git.ChangedSinceAsync("HEAD", [], default))!);
        Assert.Equal(["out/b"], (await git.IndexEntriesAsync([], default))!.Where(entry => entry.SkipWorktree).Select(entry => entry.Path.Text));
    }

    [Fact]
    public async Task Conflicts_links_and_submodules_are_marked()
    {
        using var test = TestWorkspace.Create(("a", "base\n"));
        using var inner = TestWorkspace.Create(("b", "x"));
        test.Git("checkout", "-q", "-b", "other");
        test.Write("a", "theirs\n").CommitAll();
        test.Git("checkout", "-q", "main");
        test.Write("a", "ours\n");
        File.CreateSymbolicLink(test.PathOf("link"), "a");
        test.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.Root, "inner");
        test.CommitAll();
        Assert.Throws<InvalidOperationException>(() => test.Git("merge", "-q", "other"));
        var git = await GitTests.OpenAsync(test);

        var entries = (await git.IndexEntriesAsync([], default))!;

        Assert.Equal(
            """
            File .gitmodules
            File a unmerged
            File a unmerged
            File a unmerged
            Submodule inner
            SymbolicLink link
            """,
            string.Join('\n', entries.Select(entry => $"{entry.Mode} {entry.Path}{(entry.Unmerged ? " unmerged" : "")}")));
        Assert.Contains(await git.StagedChangesAsync([], default) ?? [], change => change.Kind == GitChangeKind.Unmerged);
    }

    [Fact]
    public async Task Names_come_through_as_they_are_and_unusable_ones_are_kept_apart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names do not exist there");
        using var test = TestWorkspace.Create();
        test.Git("config", "core.quotePath", "true");
        test.Stage("ä ö/日本 \"x\".ron", "1").Stage("-dash", "1").Stage("[glob]*?", "1").Stage(" lead", "1");
        test.Write("new\nline", "1").Write("tab\there", "1").Write("back\\slash", "1");
        test.Git("add", "--all");
        var git = await GitTests.OpenAsync(test);

        var staged = await git.StagedChangesAsync([], default);

        Assert.Equal(" lead\n-dash\n[glob]*?\nä ö/日本 \"x\".ron", string.Join('\n', staged!.Select(change => change.Path.Text)));
        Assert.Equal(["back\\slash", "new\nline", "tab\there"], git.UnusablePaths);
    }

    [Fact]
    public async Task User_configuration_does_not_change_listings()
    {
        using var test = TestWorkspace.Create(("dir/a", "same content\n"), ("b", "1"));
        foreach (var (name, value) in new[]
        {
            ("diff.external", "false"), ("diff.renames", "copies"), ("diff.relative", "true"), ("diff.noprefix", "true"),
            ("diff.mnemonicPrefix", "true"), ("status.relativePaths", "true"), ("color.ui", "always"), ("core.pager", "false"),
        })
        {
            test.Git("config", name, value);
        }

        test.Git("mv", "dir/a", "moved");
        var git = await GitTests.OpenAsync(test, Path.Join(test.Root));

        Assert.Equal("Deleted dir/a\nAdded moved", GitTests.Show(await git.StagedChangesAsync([], default)));
    }

    [Fact]
    public async Task Failure_of_git_is_a_diagnostic_with_its_last_words()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        var git = await GitTests.OpenAsync(test);
        File.WriteAllText(Path.Join(test.Root, ".git", "index"), "rubbish that is long enough to be read as an index header");
        var bag = new DiagnosticBag();

        Assert.Null(await git.IndexEntriesAsync(bag, default));

        var problem = Assert.Single(bag);
        Assert.Equal("GIT007", problem.Code);
        Assert.StartsWith("`git ls-files` failed: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revision_that_looks_like_an_option_is_no_commit()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        var git = await GitTests.OpenAsync(test);

        Assert.Null(await git.ResolveCommitAsync("--all", default));
        Assert.Null(await git.ResolveCommitAsync("nowhere", default));
        Assert.Equal(test.Git("rev-parse", "HEAD").Trim(), await git.ResolveCommitAsync("main", default));
    }
}
