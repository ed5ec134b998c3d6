using System.Text;
using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Transactions;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Transactions;

[Trait("kind", "process")]
public sealed class TransactionLogTests
{
    private const string Config = "AutoschematicConfig(prefixes: {\"main\": Prefix(connectors: [])})";

    [Fact]
    public async Task All_files_and_the_index_change_and_nothing_is_left_of_the_record()
    {
        using var test = Repository();

        Assert.Equal(TransactionEnd.Done, await RunAsync(test, RecoveryDirection.Forward));

        Assert.Equal("A", test.Read("main/a"));
        Assert.Equal("made", test.Read("main/deep/er/new"));
        Assert.False(test.Exists("main/gone/old"));
        Assert.False(Directory.Exists(test.PathOf("main/gone")));
        Assert.Equal("M  main/a\nA  main/deep/er/new\nD  main/gone/old\n", test.Status());
        Assert.True(File.GetUnixFileMode(test.PathOf("main/a")).HasFlag(UnixFileMode.UserExecute));
        Assert.Empty(RepositoryState.Records(test));
    }

    [Fact]
    public async Task A_record_is_private_and_holds_the_bytes_before_the_first_file_changes()
    {
        using var test = Repository();
        test.Faults = new TransactionCrash(1);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, RecoveryDirection.Forward));

        var record = Assert.Single(RepositoryState.Records(test));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(record));
        Assert.Equal(["data", "manifest"], Directory.EnumerateFiles(record).Select(file => System.IO.Path.GetFileName(file)).Order());
        Assert.All(Directory.EnumerateFiles(record), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal("aAmadeold", string.Concat(File.ReadAllText(System.IO.Path.Join(record, "data"))));
        Assert.Equal("a", test.Read("main/a"));
    }

    [Theory]
    [InlineData(RecoveryDirection.Back)]
    [InlineData(RecoveryDirection.Forward)]
    public async Task Killed_at_any_step_everything_is_old_or_everything_is_new(RecoveryDirection recovery)
    {
        var (old, changed, steps) = await UndisturbedAsync(recovery);
        Assert.Contains(TransactionStep.IndexChanged, steps);
        for (var number = 0; number < steps.Count; number++)
        {
            using var test = Repository();
            test.Faults = new TransactionCrash(number);
            await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, recovery));

            test.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(test));

            // Once the record has ended nothing is recovered, and before it counts nothing has changed.
            var isNew = steps[number] == TransactionStep.Ended || (recovery == RecoveryDirection.Forward && steps[number] != TransactionStep.Preparing);
            Assert.True((isNew ? changed : old) == RepositoryState.Of(test), $"{recovery}, killed at {number} ({steps[number]}):\n{RepositoryState.Of(test)}");
            Assert.Empty(RepositoryState.Records(test));
        }
    }

    [Theory]
    [InlineData(RecoveryDirection.Back)]
    [InlineData(RecoveryDirection.Forward)]
    public async Task Recovery_that_is_killed_itself_goes_on_with_the_next_command(RecoveryDirection recovery)
    {
        var (old, changed, steps) = await UndisturbedAsync(recovery);
        var crash = steps.ToList().IndexOf(recovery == RecoveryDirection.Back ? TransactionStep.IndexChanged : TransactionStep.Prepared);
        for (var number = 0; ; number++)
        {
            using var test = Repository();
            test.Faults = new TransactionCrash(crash);
            await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, recovery));

            var second = new TransactionCrash(number);
            test.Faults = second;
            var survived = await Record.ExceptionAsync(() => RepositoryState.RecoverAsync(test)) is null;
            test.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(test));
            Assert.Equal(recovery == RecoveryDirection.Back ? old : changed, RepositoryState.Of(test));
            if (survived)
            {
                Assert.Contains(TransactionStep.FileRecovered, second.Steps);
                Assert.Contains(TransactionStep.IndexRecovered, second.Steps);
                break;
            }
        }
    }

    [Fact]
    public async Task What_is_finished_by_another_command_can_be_taken_back()
    {
        using var test = Repository();
        test.Faults = new TransactionCrash(2);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, RecoveryDirection.Forward));
        test.Faults = null;

        var diagnostics = new DiagnosticBag();
        Assert.True(await RepositoryState.RecoverAsync(test, diagnostics));

        var (a, old) = (test.Git("rev-parse", "HEAD:main/a").Trim(), test.Git("rev-parse", "HEAD:main/gone/old").Trim());
        Assert.Equal(
            [$"undo: git cat-file blob {a} > main/a", $"undo: git cat-file blob {old} > main/gone/old"],
            Assert.Single(diagnostics).Notes);
        Assert.Equal("a", test.Git("cat-file", "blob", a));
    }

    [Theory]
    [InlineData(RecoveryDirection.Back, "a")]
    [InlineData(RecoveryDirection.Forward, "A")]
    public async Task A_file_that_somebody_edited_in_between_is_left_and_what_it_would_have_held_is_kept(RecoveryDirection recovery, string wanted)
    {
        using var test = Repository();
        test.Faults = new TransactionCrash(2);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, recovery));
        test.Faults = null;
        test.Write("main/a", "mine");

        var diagnostics = new DiagnosticBag();
        Assert.True(await RepositoryState.RecoverAsync(test, diagnostics));

        Assert.Equal("mine", test.Read("main/a"));
        Assert.Equal(recovery == RecoveryDirection.Forward, test.Exists("main/deep/er/new"));
        Assert.Equal(recovery == RecoveryDirection.Back, test.Exists("main/gone/old"));
        Assert.Equal(["TXN004", "TXN002"], diagnostics.Select(found => found.Code));
        var kept = Assert.Single(Directory.GetFiles(test.PathOf(".git/autoschematic/kept"), "*", SearchOption.AllDirectories));
        Assert.Equal(wanted, File.ReadAllText(kept));
        Assert.Contains(kept, diagnostics.First().Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_staged_in_between_stays_staged()
    {
        using var test = Repository();
        test.Faults = new TransactionCrash(2);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, RecoveryDirection.Back));
        test.Faults = null;
        var changed = test.Read("main/a");
        test.Stage("main/a", "staged by hand").Write("main/a", changed);

        var diagnostics = new DiagnosticBag();
        Assert.True(await RepositoryState.RecoverAsync(test, diagnostics));

        Assert.Equal("a", test.Read("main/a"));
        Assert.Equal("staged by hand", test.Git("show", ":main/a"));
        Assert.Equal(["TXN009", "TXN002"], diagnostics.Select(found => found.Code));
    }

    [Fact]
    public async Task Who_takes_the_shared_lock_names_what_is_unfinished_and_is_refused()
    {
        using var test = Repository();
        test.Faults = new TransactionCrash(2);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, RecoveryDirection.Back));
        test.Faults = null;
        var before = RepositoryState.Of(test);

        var diagnostics = new DiagnosticBag();
        Assert.Null(await WorkspaceLock.TryAcquireAsync(await test.OpenAsync(), LockKind.Shared, "drift", diagnostics));

        Assert.Equal(
            "TXN001: `rename` of mona on testhost, begun 2026-01-02 03:04:05Z, has not ended: it changes `main/a`, `main/deep/er/new`, `main/gone/old`",
            Assert.Single(diagnostics).ToString());
        Assert.Equal(before, RepositoryState.Of(test));
    }

    [Fact]
    public async Task A_damaged_record_is_named_and_nothing_is_touched()
    {
        using var test = Repository();
        test.Faults = new TransactionCrash(2);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, RecoveryDirection.Back));
        test.Faults = null;
        var manifest = System.IO.Path.Join(Assert.Single(RepositoryState.Records(test)), "manifest");
        var bytes = File.ReadAllBytes(manifest);
        bytes[^10] ^= 1;
        File.WriteAllBytes(manifest, bytes);
        var before = RepositoryState.Of(test);

        var diagnostics = new DiagnosticBag();
        Assert.False(await RepositoryState.RecoverAsync(test, diagnostics));

        Assert.Equal(["TXN003"], diagnostics.Select(found => found.Code));
        Assert.Equal(before, RepositoryState.Of(test));
    }

    [Fact]
    public async Task A_linked_working_tree_leaves_the_records_of_others_alone()
    {
        using var test = Repository();
        test.Git("worktree", "add", "-q", System.IO.Path.Join(test.Folder, "linked"));
        test.Faults = new TransactionCrash(2);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(test, RecoveryDirection.Back));
        test.Faults = null;

        var diagnostics = new DiagnosticBag();
        var linked = await test.OpenAsync(System.IO.Path.Join(test.Folder, "linked"));
        using (await WorkspaceLock.TryAcquireAsync(linked, LockKind.Exclusive, "fmt", diagnostics))
        {
            Assert.Empty(diagnostics);
        }

        Assert.Single(RepositoryState.Records(test));
        Assert.True(await RepositoryState.RecoverAsync(test));
        Assert.Equal("", test.Status());
    }

    [Fact]
    public async Task A_file_that_changed_since_it_was_read_stops_everything()
    {
        using var test = Repository();
        var workspace = await test.OpenAsync();
        var changes = new FileChanges();
        changes.Write(Path("main/other"), Bytes("other"));
        changes.Write(Path("main/a"), Bytes("A"), before: Bytes("something older"));
        var before = RepositoryState.Of(test);

        var diagnostics = new DiagnosticBag();
        Assert.Equal(
            TransactionEnd.Undone,
            await workspace.Transactions.RunAsync("fmt", RecoveryDirection.Forward, changes, stage: true, diagnostics, default));

        Assert.Equal(["TXN007"], diagnostics.Select(found => found.Code));
        Assert.Equal(before, RepositoryState.Of(test));
    }

    [Fact]
    public async Task What_cannot_be_written_undoes_what_was()
    {
        using var test = Repository();
        var workspace = await test.OpenAsync();
        var changes = new FileChanges();
        changes.Write(Path("main/x/new"), Bytes("new"));
        changes.Write(Path("main/a/below"), Bytes("a file is no folder"));
        var before = RepositoryState.Of(test);

        var diagnostics = new DiagnosticBag();
        Assert.Equal(
            TransactionEnd.Undone,
            await workspace.Transactions.RunAsync("fmt", RecoveryDirection.Forward, changes, stage: true, diagnostics, default));

        Assert.Equal(["FIL002"], diagnostics.Select(found => found.Code));
        Assert.Equal(before, RepositoryState.Of(test));
        Assert.False(Directory.Exists(test.PathOf("main/x")));
        Assert.Empty(RepositoryState.Records(test));
    }

    private static async Task<(string Old, string New, IReadOnlyList<TransactionStep> Steps)> UndisturbedAsync(RecoveryDirection recovery)
    {
        using var test = Repository();
        var old = RepositoryState.Of(test);
        var steps = TransactionCrash.Never();
        test.Faults = steps;
        Assert.Equal(TransactionEnd.Done, await RunAsync(test, recovery));
        return (old, RepositoryState.Of(test), steps.Steps);
    }

    private static async Task<TransactionEnd> RunAsync(TestWorkspace test, RecoveryDirection recovery)
    {
        var changes = new FileChanges();
        changes.Write(Path("main/a"), Bytes("A"), before: Bytes("a"));
        changes.Create(Path("main/deep/er/new"), Bytes("made"));
        changes.Delete(Path("main/gone/old"), Bytes("old"));
        var workspace = await test.OpenAsync();
        return await workspace.Transactions.RunAsync("rename", recovery, changes, stage: true, [], default);
    }

    private static TestWorkspace Repository()
    {
        var test = TestWorkspace.Create(("autoschematic.ron", Config), ("main/a", "a"), ("main/gone/old", "old"), ("main/same", "same"));
        File.SetUnixFileMode(test.PathOf("main/a"), File.GetUnixFileMode(test.PathOf("main/a")) | UnixFileMode.UserExecute);
        return test.CommitAll();
    }

    private static RepoPath Path(string path) => RepoPath.Parse(path);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
