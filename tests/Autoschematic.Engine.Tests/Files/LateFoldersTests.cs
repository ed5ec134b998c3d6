using System.Text;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Workspaces;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Files;

public sealed class LateFoldersTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("autoschematic-late-").FullName;
    private readonly WatchedAccess access;
    private readonly LateFolders late;
    private readonly DiagnosticBag bag = [];

    public LateFoldersTests()
    {
        access = new(root);
        late = new(new RepositoryFiles(root, access));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Names_are_made_durable_once_for_all_files_of_a_folder()
    {
        foreach (var file in new[] { "one/a", "one/b", "one/c", "two/a" })
        {
            Assert.True(late.WriteAtomic(At(file), Encoding.UTF8.GetBytes(file), bag));
        }

        Assert.True(late.HasUnsynced);
        Assert.True(late.Sync(bag));
        Assert.True(late.Sync(bag));

        Assert.Equal((false, false), (late.HasUnsynced, late.HasLostNames));
        Assert.Equal(["one", "two"], access.Synced.Order(StringComparer.Ordinal));
        Assert.Empty(bag);
    }

    [Fact]
    public void A_folder_that_cannot_be_synced_is_told_and_the_others_are_synced()
    {
        foreach (var file in new[] { "one/a", "two/a", "three/a" })
        {
            late.WriteAtomic(At(file), default, bag);
        }

        access.SyncFailure = folder => folder.Text == "two" ? FileDiagnostics.System(folder, "written", "No space left") : null;

        Assert.False(late.Sync(bag));
        Assert.Equal(["one", "three", "two"], access.Synced.Order(StringComparer.Ordinal));
        Assert.Equal("`two` cannot be written: No space left", Assert.Single(bag).Message);
    }

    [Fact]
    public void The_folder_of_a_file_that_is_kept_is_synced_as_if_it_were_written()
    {
        late.Keep(At("one/a"));
        late.Keep(At("one/b"));
        late.Keep(At("at-the-root"));

        Assert.True(late.Sync(bag));
        Assert.Equal("sync one", access.Steps);
    }

    [Fact]
    public void Outputs_that_are_stored_already_are_made_durable_all_the_same()
    {
        var (prefix, own, physical) = (Prefix.TryParse("main")!, Address.Parse("vpcs/a.ron"), Address.Parse("ids/vpc-1.ron"));
        var store = new OutputStore(late);
        var values = new Dictionary<string, string?> { ["id"] = "vpc-1" };
        Assert.Equal(2, store.Merge(prefix, own, physical, values, bag)!.Count);
        Assert.True(late.Sync(bag));
        var before = access.Synced.Count();

        Assert.Empty(store.Merge(prefix, own, physical, values, bag)!);

        // Whoever wrote them may have been killed before it came to that.
        Assert.True(late.HasUnsynced);
        Assert.True(late.Sync(bag));
        Assert.Equal(
            [".autoschematic/main/ids", ".autoschematic/main/vpcs"], access.Synced.Skip(before).Order(StringComparer.Ordinal));
        Assert.Empty(bag);
    }

    [Fact]
    public void Outputs_that_move_to_another_folder_are_durable_before_the_old_file_goes()
    {
        var (prefix, from, to, physical) = (Prefix.TryParse("main")!, Address.Parse("a/old.ron"), Address.Parse("b/new.ron"), Address.Parse("c/id-1.ron"));
        var store = new OutputStore(late);
        store.Merge(prefix, from, physical, new Dictionary<string, string?> { ["id"] = "id-1" }, bag);
        late.Sync(bag);
        var before = access.Steps.Length + 1;

        Assert.NotNull(store.Move(prefix, from, to, physical, new Dictionary<string, string?>(), bag));

        var steps = access.Steps[before..].Replace(".autoschematic/main/", "", StringComparison.Ordinal).Split('\n');
        Assert.Equal(["write b/new.ron.out.json late", "write c/id-1.ron.out.json late"], steps[..2]);
        Assert.Equal(["sync b", "sync c"], steps[2..^1].Order(StringComparer.Ordinal));
        Assert.Equal("delete a/old.ron.out.json", steps[^1]);
        Assert.True(late.HasUnsynced);
        Assert.Empty(bag);
    }

    [Fact]
    public void Outputs_whose_new_place_is_not_kept_stay_at_the_old_one()
    {
        var (prefix, from, to) = (Prefix.TryParse("main")!, Address.Parse("a/old.ron"), Address.Parse("b/new.ron"));
        var store = new OutputStore(late);
        store.Merge(prefix, from, null, new Dictionary<string, string?> { ["id"] = "id-1" }, bag);
        late.Sync(bag);
        access.SyncFailure = folder => FileDiagnostics.System(folder, "written", "Input/output error");

        Assert.Null(store.Move(prefix, from, to, null, new Dictionary<string, string?>(), bag));

        access.SyncFailure = _ => null;
        Assert.Equal("id-1", store.ReadValue(prefix, from, "id", bag));
        Assert.Equal("`.autoschematic/main/b` cannot be written: Input/output error", Assert.Single(bag).Message);

        // A disk that says so once has dropped what it could not write, and does not say so again: it is remembered.
        Assert.False(late.Sync(bag));
        Assert.True(late.Sync(bag));
        Assert.True(late.HasLostNames);
    }

    [Fact]
    public void Proofs_write_a_file_first_and_then_every_64th_time_in_each_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "every proof writes a file there");
        foreach (var folder in new[] { "one", "two" })
        {
            var writing = new List<int>();
            for (var number = 1; number <= 130; number++)
            {
                var isProven = late.IsProven(At($"{folder}/{number}"));
                if (Changes(folder, () => Assert.True(late.ProveWritable(At($"{folder}/{number}"), bag))))
                {
                    writing.Add(number);
                }

                // What was said before is what came.
                Assert.Equal(isProven, writing.LastOrDefault() != number);
            }

            Assert.Equal([1, 65, 129], writing);
            Assert.Empty(Directory.GetFileSystemEntries(Path.Join(root, folder)));
        }

        Assert.Empty(bag);
    }

    [Fact]
    public void A_proof_that_failed_is_followed_by_one_that_writes_a_file()
    {
        Prove("a", "b");
        access.ProofFailure = FileDiagnostics.System(At("one"), "written", "Read-only file system");
        Assert.False(late.ProveWritable(At("one/c"), bag));
        Assert.False(late.IsProven(At("one/d")));
        access.ProofFailure = null;
        Prove("d", "e");

        Assert.Equal("prove one/a\nask one/b\nask one/c\nprove one/d\nask one/e", access.Steps);
        Assert.Equal("`one` cannot be written: Read-only file system", Assert.Single(bag).Message);
    }

    [Fact]
    public void A_folder_that_becomes_read_only_between_two_proofs_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no modes");
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may write everywhere");
        Prove("a", "b");
        var folder = Path.Join(root, "one");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.True(late.IsProven(At("one/c")));
            Assert.False(late.ProveWritable(At("one/c"), bag));
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal("prove one/a\nask one/b\nask one/c", access.Steps);
        Assert.Equal("`one/c` cannot be written: Permission denied", Assert.Single(bag).Message);
    }

    [Fact]
    public void What_stands_where_a_file_belongs_is_found_also_when_only_permission_is_asked_for()
    {
        Prove("a", "b");
        Directory.CreateDirectory(Path.Join(root, "one/c"));

        Assert.True(late.IsProven(At("one/c")));
        Assert.False(late.ProveWritable(At("one/c"), bag));
        Assert.Equal("FIL003", Assert.Single(bag).Code);
    }

    private void Prove(params string[] names)
        => Assert.All(names, name => Assert.True(late.ProveWritable(At($"one/{name}"), bag)));

    /// <summary>Whether something was made or removed in a folder, by the time that the system keeps of it.</summary>
    private bool Changes(string name, Action act)
    {
        var (folder, longAgo) = (Path.Join(root, name), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Directory.CreateDirectory(folder);
        Directory.SetLastWriteTimeUtc(folder, longAgo);
        act();
        return Directory.GetLastWriteTimeUtc(folder) != longAgo;
    }

    private static RepoPath At(string path) => RepoPath.Parse(path);
}
