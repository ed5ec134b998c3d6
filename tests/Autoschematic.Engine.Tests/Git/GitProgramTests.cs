using System.Diagnostics;
using Autoschematic.Engine.Git;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Git;

[Trait("kind", "process")]
public sealed class GitProgramTests
{
    [Fact]
    public async Task Filters_get_no_variable_that_git_does_not_need()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the filter is a shell command");
        using var test = TestWorkspace.Create();
        test.Git("config", "filter.env.smudge", "cat > /dev/null; env");
        test.Stage(".gitattributes", "a filter=env\n").Stage("a", "x");
        SetVariables(test);
        var git = await GitTests.OpenAsync(test);
        await using var reader = git.OpenContents();
        var change = (await git.StagedChangesAsync([], default))![^1];

        var names = Names(GitTests.Text(await reader.ReadAsync(change.NewBlob!, change.Path, [], default))!);

        Assert.Contains("HOME", names);
        Assert.Contains("GIT_AUTHOR_NAME", names);
        Assert.DoesNotContain("AWS_SECRET_ACCESS_KEY", names);
        Assert.DoesNotContain("GIT_TRACE", names);
    }

    [Fact]
    public async Task Hooks_get_the_variables_of_the_user_and_the_author_is_respected()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the hook is a shell script");
        using var test = TestWorkspace.Create(("a", "1"));
        var hook = Path.Join(test.Root, ".git", "hooks", "pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\nenv > ../hook-environment\n");
        File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        test.Stage("a", "2");
        SetVariables(test);
        var git = await GitTests.OpenAsync(test);

        await git.CommitAsync(new(GitTests.Paths("a"), "Change", []), [], default);

        var names = Names(File.ReadAllText(Path.Join(test.Folder, "hook-environment")));
        Assert.Contains("AWS_SECRET_ACCESS_KEY", names);
        Assert.DoesNotContain("GIT_LITERAL_PATHSPECS", names);
        Assert.DoesNotContain("GIT_TRACE", names);
        Assert.Equal("Ada\n", test.Git("log", "-1", "--format=%an"));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("deadline")]
    public async Task Git_that_hangs_is_ended_with_everything_it_started(string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var test = TestWorkspace.Create();
        var pidFile = Path.Join(test.Folder, "pid");
        test.Stage(".gitattributes", "a filter=slow\n").Stage("a", "x");
        test.Git("config", "filter.slow.smudge", $"echo $$ > {pidFile}.new; mv {pidFile}.new {pidFile}; exec sleep 600");
        var git = await GitTests.OpenAsync(test);
        var change = (await git.StagedChangesAsync([], default))![^1];
        await using var reader = git.OpenContents();
        using var cancellation = new CancellationTokenSource();
        var bag = new DiagnosticBag();

        var reading = reader.ReadAsync(change.NewBlob!, change.Path, bag, cancellation.Token);
        await UntilAsync(() => File.Exists(pidFile));
        if (reason == "cancelled")
        {
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }
        else
        {
            test.Clock.Advance(GitCall.DefaultDeadline);
            Assert.Null(await reading);
            Assert.Equal("GIT008: `git cat-file` did not end within 5 minutes and was stopped", Assert.Single(bag).ToString());
        }

        var pid = File.ReadAllText(pidFile).Trim();
        await UntilAsync(() => HasEnded(pid));
    }

    [Fact]
    public async Task Process_that_a_hook_leaves_behind_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the hook is a shell script");
        using var test = TestWorkspace.Create(("a", "1"));
        var hook = Path.Join(test.Root, ".git", "hooks", "post-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, "#!/bin/sh\nsleep 600 & echo $! > ../pid\n");
        File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        test.Stage("a", "2");
        var git = await GitTests.OpenAsync(test);

        var committing = git.CommitAsync(new(GitTests.Paths("a"), "Change", []), [], default);
        await PassShortWaitsAsync(test.Clock, committing);

        Assert.IsType<CommitResult.Made>(await committing);
        Process.GetProcessById(int.Parse(File.ReadAllText(Path.Join(test.Folder, "pid")))).Kill();
    }

    [Fact]
    public async Task Filter_that_outlives_its_git_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the filter is a shell script");
        using var test = TestWorkspace.Create();
        var pidFile = Path.Join(test.Folder, "pid");
        test.Stage(".gitattributes", "a filter=orphan\n").Stage("a", "x");
        test.Git("config", "filter.orphan.smudge", $"echo $$ > {pidFile}; kill -9 $PPID; exec sleep 600");
        var git = await GitTests.OpenAsync(test);
        var change = (await git.StagedChangesAsync([], default))![^1];
        await using var reader = git.OpenContents();
        var bag = new DiagnosticBag();

        var reading = reader.ReadAsync(change.NewBlob!, change.Path, bag, default);
        await PassShortWaitsAsync(test.Clock, reading);

        Assert.Null(await reading);
        Assert.Equal("a: GIT012: The content of `a` cannot be checked out: it said nothing", Assert.Single(bag).ToString());
        Process.GetProcessById(int.Parse(File.ReadAllText(pidFile))).Kill();
    }

    [Fact]
    public async Task Answer_that_comes_late_is_read_to_its_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        using var test = TestWorkspace.Create();
        var (pidFile, release) = (Path.Join(test.Folder, "pid"), Path.Join(test.Folder, "release"));
        var program = Pretend(test, $"(until test -e {release}; do sleep 0.01; done; echo late) & echo $$ > {pidFile}.new; mv {pidFile}.new {pidFile}");

        var running = program.RunAsync(GitCall.In(test.Root, "rev-parse"), default);
        await UntilAsync(() => File.Exists(pidFile));
        await UntilAsync(() => HasEnded(File.ReadAllText(pidFile).Trim()));
        for (var seconds = 0; seconds < 60; seconds++)
        {
            test.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        File.WriteAllText(release, "");
        var output = await running;

        Assert.Equal((0, "late"), (output.ExitCode, output.Line));
    }

    [Theory]
    [InlineData("exit 0", "GIT018: `git rev-parse` succeeded but said nothing")]
    [InlineData("echo 'fatal: no room' >&2; exit 128", "GIT007: `git rev-parse` failed: no room")]
    public async Task Commit_that_git_does_not_tell_is_no_branch_without_one(string says, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "git is a shell script");
        using var test = TestWorkspace.Create(("a", "1"));
        var runner = new GitRunner(
            Pretend(test, says), test.Clock, test.Root, Path.Join(test.Root, ".git"), Path.Join(test.Root, ".git"), indexFile: null);
        var bag = new DiagnosticBag();

        Assert.Null(await runner.HeadTreeAsync(bag, default));

        Assert.Equal(expected, Assert.Single(bag).ToString());
    }

    /// <summary>A git that only does what a line of shell says.</summary>
    private static GitProgram Pretend(TestWorkspace test, string does)
    {
        var folder = Directory.CreateDirectory(Path.Join(test.Folder, "bin")).FullName;
        var git = Path.Join(folder, "git");
        File.WriteAllText(git, $"#!/bin/sh\n{does}\n");
        File.SetUnixFileMode(git, (UnixFileMode)0b111_101_101);
        return new(
            test.Host with { Variables = new Dictionary<string, string>(test.Host.Variables) { ["PATH"] = $"{folder}:{test.Host.Variables["PATH"]}" } },
            test.Clock);
    }

    private static bool HasEnded(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void SetVariables(TestWorkspace test) => test.Host = test.Host with
    {
        Variables = new Dictionary<string, string>(test.Host.Variables)
        {
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["GIT_TRACE"] = "1",
            ["GIT_AUTHOR_NAME"] = "Ada",
        },
    };

    private static HashSet<string> Names(string environment)
        => [.. environment.Split('\n').Select(line => line.Split('=')[0])];

    /// <summary>Every git waits a moment for its pipes, so the clock moves each time until the work has ended.</summary>
    private static async Task PassShortWaitsAsync(FakeClock clock, Task work)
    {
        while (!work.IsCompleted)
        {
            await UntilAsync(() => work.IsCompleted || clock.NextDue <= GitProgram.Grace);
            clock.Advance(GitProgram.Grace);
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20), "waited too long");
            await Task.Delay(10);
        }
    }
}
