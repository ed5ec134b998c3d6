using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitCommittingTests
{
    [Fact]
    public async Task Only_the_paths_are_committed_as_they_are_staged()
    {
        using var test = TestWorkspace.Create(("a", "1"), ("b", "1"), ("gone", "1"), ("gone-too", "1"));
        test.Stage("a", "2").Write("a", "3").Stage("b", "2").Stage("new", "1").Stage("new-too", "1");
        test.StageDeletion("gone").StageDeletion("gone-too").Write("planned", "1");
        test.Git("add", "--intent-to-add", "planned");
        var git = await GitTests.OpenAsync(test);

        var result = await CommitAsync(git, [], "a", "new", "gone");

        Assert.Equal(test.Git("rev-parse", "HEAD").Trim(), Assert.IsType<CommitResult.Made>(result).Commit);
        Assert.Equal("M\ta\nD\tgone\nA\tnew\n", test.Git("diff", "--name-status", "--no-renames", "HEAD~1", "HEAD"));
        Assert.Equal("2", test.Git("show", "HEAD:a"));
        Assert.Equal(
            "Modified b\nDeleted gone-too\nAdded new-too", GitTests.Show(await git.StagedChangesAsync([], default)));
        Assert.Equal("Modified a\nAdded planned", GitTests.Show(await git.UnstagedChangesAsync([], default)));
        Assert.Equal(
            """
            Apply main

            Autoschematic-Run: run-1
            Autoschematic-Plan: abc

            """,
            test.Git("log", "-1", "--format=%B").ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        Assert.Equal("run-1\n\n", test.Git("log", "-1", "--format=%(trailers:key=Autoschematic-Run,valueonly)"));
        Assert.DoesNotContain(Directory.GetFiles(git.GitDirectory), file => Path.GetFileName(file).StartsWith("autoschematic", StringComparison.Ordinal));
    }

    [Fact]
    public async Task First_commit_and_detached_head_work()
    {
        using var test = TestWorkspace.Create();
        test.Stage("a", "1").Stage("b", "1");
        var git = await GitTests.OpenAsync(test);

        Assert.IsType<CommitResult.Made>(await CommitAsync(git, [], "a"));
        test.Git("checkout", "-q", "--detach");
        Assert.IsType<CommitResult.Made>(await CommitAsync(git, [], "b"));

        Assert.Equal("a\nb\n", test.Git("ls-tree", "-r", "--name-only", "HEAD"));
        Assert.Equal("", test.Status());
    }

    [Fact]
    public async Task Nothing_staged_in_the_paths_is_nothing_to_commit()
    {
        using var test = TestWorkspace.Create(("a", "1"), ("b", "1"));
        test.Write("a", "2").Stage("b", "2");
        var git = await GitTests.OpenAsync(test);

        Assert.IsType<CommitResult.NothingToCommit>(await CommitAsync(git, [], "a"));
        Assert.Equal(" M a\nM  b\n", test.Status());
    }

    [Fact]
    public async Task Hook_that_refuses_is_respected_and_quoted()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        test.Stage("a", "2").Stage("b", "1");
        WriteHook(test, "pre-commit", "git diff --cached --name-only; echo 'no tickets on Fridays' >&2; exit 1");
        var git = await GitTests.OpenAsync(test);
        var bag = new DiagnosticBag();

        Assert.IsType<CommitResult.Refused>(await CommitAsync(git, bag, "a"));

        Assert.Contains("no tickets on Fridays", Assert.Single(bag).Message, StringComparison.Ordinal);
        Assert.Contains("a;", bag.Single().Message, StringComparison.Ordinal);
        Assert.DoesNotContain("b;", bag.Single().Message, StringComparison.Ordinal);
        Assert.Equal("M  a\nA  b\n", test.Status());
    }

    [Fact]
    public async Task Change_that_a_hook_makes_does_not_stay_behind_as_a_staged_reversal()
    {
        using var test = TestWorkspace.Create(("a", "1\n"));
        test.Stage("a", "2\n").Stage("b", "1\n");
        WriteHook(test, "pre-commit", "echo formatted > a; git add a; git ls-files '*' > /dev/null");
        var git = await GitTests.OpenAsync(test);

        Assert.IsType<CommitResult.Made>(await CommitAsync(git, [], "a"));

        Assert.Equal("formatted\n", test.Git("show", "HEAD:a"));
        Assert.Equal("A  b\n", test.Status());
    }

    [Fact]
    public async Task Commit_in_the_middle_of_a_merge_is_refused()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        test.Git("checkout", "-q", "-b", "other");
        test.Write("b", "1").CommitAll();
        test.Git("checkout", "-q", "main");
        test.Write("c", "1").CommitAll();
        test.Git("merge", "-q", "--no-commit", "--no-ff", "other");
        test.Stage("a", "2");
        var git = await GitTests.OpenAsync(test);
        var bag = new DiagnosticBag();

        Assert.IsType<CommitResult.Refused>(await CommitAsync(git, bag, "a"));

        Assert.Equal("GIT013: A merge is in progress, so a commit of single files is not possible", Assert.Single(bag).ToString());
    }

    private static void WriteHook(TestWorkspace test, string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the hook is a shell script");
        var path = Path.Join(test.Root, ".git", "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    private static Task<CommitResult> CommitAsync(GitRepository git, DiagnosticBag bag, params string[] paths)
        => git.CommitAsync(
            new(
                [.. paths.Select(RepoPath.Parse)],
                "Apply main",
                [new("Autoschematic-Run", "run-1"), new("Autoschematic-Plan", "abc")]),
            bag,
            default);
}
