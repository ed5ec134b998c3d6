using System.Diagnostics;
using Autoschematic.Engine.Git;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Tests.Git;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Locks;

[Trait("kind", "process")]
public sealed class RepositoryLockTests
{
    [Fact]
    public async Task Live_holder_is_named()
    {
        using var test = TestWorkspace.Create();
        var git = await GitTests.OpenAsync(test);
        using var held = Acquire(test, git, LockKind.Exclusive, "apply", []);
        var bag = new DiagnosticBag();

        Assert.Null(Acquire(test, git, LockKind.Exclusive, "import", bag));
        Assert.Null(Acquire(test, git, LockKind.Shared, "plan", bag));

        var message = "LCK001: Another command is working in this repository: "
            + $"`apply` of mona (process {Environment.ProcessId} on testhost, since 2026-01-02 03:04:05Z)";
        Assert.Equal([message, message], bag.Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public async Task Shared_holders_exclude_only_the_exclusive_one()
    {
        using var test = TestWorkspace.Create();
        var git = await GitTests.OpenAsync(test);
        using var first = Acquire(test, git, LockKind.Shared, "plan", []);
        using var second = Acquire(test, git, LockKind.Shared, "drift", []);
        var bag = new DiagnosticBag();

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(Acquire(test, git, LockKind.Exclusive, "apply", bag));
        Assert.Contains("`plan`", Assert.Single(bag).Message, StringComparison.Ordinal);
        Assert.Contains("`drift`", bag.Single().Message, StringComparison.Ordinal);

        first.Dispose();
        second.Dispose();
        using var third = Acquire(test, git, LockKind.Exclusive, "apply", []);
        Assert.NotNull(third);
    }

    [Fact]
    public async Task Lock_is_shared_by_linked_working_trees()
    {
        using var test = TestWorkspace.Create(("a", "1"));
        test.Git("worktree", "add", "-q", Path.Join(test.Folder, "linked"), "-b", "other");
        using var held = Acquire(test, await GitTests.OpenAsync(test), LockKind.Exclusive, "apply", []);

        Assert.Null(Acquire(test, await GitTests.OpenAsync(test, Path.Join(test.Folder, "linked")), LockKind.Exclusive, "apply", []));
    }

    [Fact]
    public async Task Killed_holder_is_reclaimed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses the flock program");
        using var test = TestWorkspace.Create();
        var git = await GitTests.OpenAsync(test);
        Acquire(test, git, LockKind.Exclusive, "warm up", [])!.Dispose();
        var start = new ProcessStartInfo("flock") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--exclusive", Path.Join(git.StateDirectory, "lock"), "sh", "-c", "echo held; exec cat" })
        {
            start.ArgumentList.Add(argument);
        }

        start.RedirectStandardInput = true;
        using var holder = Process.Start(start)!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        File.WriteAllBytes(
            Path.Join(git.StateDirectory, "lock-owners", "dead.json"),
            new LockOwner(holder.Id, "testhost", "mona", test.Clock.GetUtcNow(), "apply").ToJson());
        var bag = new DiagnosticBag();
        Assert.Null(Acquire(test, git, LockKind.Exclusive, "import", bag));
        Assert.Contains($"process {holder.Id}", Assert.Single(bag).Message, StringComparison.Ordinal);

        holder.Kill(entireProcessTree: true);
        await holder.WaitForExitAsync();
        var waiting = RepositoryLock.AcquireAsync(
            git, LockKind.Exclusive, "import", test.Host, TimeProvider.System, TimeSpan.FromSeconds(20), bag, default);
        using var reclaimed = await waiting;

        Assert.NotNull(reclaimed);
        Assert.Single(Directory.GetFiles(Path.Join(git.StateDirectory, "lock-owners")));
    }

    [Fact]
    public async Task Only_one_of_many_gets_it()
    {
        using var test = TestWorkspace.Create();
        var git = await GitTests.OpenAsync(test);

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(
            () => Acquire(test, git, LockKind.Exclusive, $"apply {number}", []))));

        using var holder = Assert.Single(taken.OfType<RepositoryLock>());
        Assert.Equal(LockKind.Exclusive, holder.Kind);
    }

    [Fact]
    public async Task Lock_that_cannot_be_opened_is_not_taken_for_a_held_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var test = TestWorkspace.Create();
        var git = await GitTests.OpenAsync(test);
        Directory.CreateDirectory(git.StateDirectory);
        File.CreateSymbolicLink(Path.Join(git.StateDirectory, "lock"), "lock");
        var bag = new DiagnosticBag();

        Assert.Null(Acquire(test, git, LockKind.Exclusive, "apply", bag));
        Assert.StartsWith("LCK002: The lock `", Assert.Single(bag).ToString(), StringComparison.Ordinal);
    }

    private static RepositoryLock? Acquire(TestWorkspace test, GitRepository git, LockKind kind, string command, DiagnosticBag bag)
        => RepositoryLock.TryAcquire(git, kind, command, test.Host, test.Clock, bag);
}
