using System.Text;
using Autoschematic.Engine.Agreements;
using Autoschematic.Engine.Files;
using Autoschematic.Engine.Git;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Agreements;

public sealed class AgreedBodiesTests
{
    private static readonly RepoPath File = RepoPath.Parse("main/a.txt");

    [Fact]
    public async Task A_body_is_stored_kept_through_a_collection_and_read_as_it_was()
    {
        using var repository = TestWorkspace.Create(("main/a.txt", "committed"));
        repository.Write("main/a.txt", "agreed\r\n");
        var bodies = await OpenAsync(repository);
        bodies.Note(File, "agreed\r\n"u8.ToArray());
        await SaveAsync(bodies);
        repository.Write("main/a.txt", "later");

        repository.Git("gc", "--quiet", "--prune=now");

        Assert.Equal("agreed\r\n", await ReadAsync(repository));
    }

    [Fact]
    public async Task A_body_that_is_in_no_file_is_stored_when_that_is_asked_for()
    {
        using var repository = TestWorkspace.Create(("main/a.txt", "file"));
        var bodies = await OpenAsync(repository);
        bodies.Note(File, "nowhere"u8.ToArray());
        await SaveAsync(bodies);
        Assert.Null(await ReadAsync(repository));

        await bodies.NoteAsync(File, "nowhere"u8.ToArray(), CancellationToken.None);
        await SaveAsync(bodies);
        Assert.Equal("nowhere", await ReadAsync(repository));
    }

    [Fact]
    public async Task A_record_whose_object_is_gone_counts_as_none()
    {
        using var repository = TestWorkspace.Create(("main/a.txt", "committed"));
        repository.Write("main/a.txt", "agreed");
        var bodies = await OpenAsync(repository);
        bodies.Note(File, "agreed"u8.ToArray());
        await SaveAsync(bodies);
        repository.Git("update-ref", "-d", AgreedBodies.Reference);
        repository.Git("prune", "--expire=now");

        Assert.Null(await ReadAsync(repository));
        bodies.Note(RepoPath.Parse("main/b.txt"), ""u8.ToArray());
        await SaveAsync(bodies);
        repository.Git("fsck", "--strict");
    }

    [Fact]
    public async Task Linked_working_trees_share_what_was_agreed_on()
    {
        using var repository = TestWorkspace.Create(("main/a.txt", "committed"));
        var bodies = await OpenAsync(repository);
        bodies.Note(File, "committed"u8.ToArray());
        await SaveAsync(bodies);
        var linked = Path.Join(repository.Folder, "linked");
        repository.Git("worktree", "add", "-q", linked);

        Assert.Equal("committed", await ReadAsync(repository, linked));
    }

    [Fact]
    public async Task A_lock_that_can_never_be_had_is_told_at_once_and_is_not_waited_for()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var repository = TestWorkspace.Create(("main/a.txt", "committed"));
        var folder = Directory.CreateDirectory(repository.PathOf(".git/autoschematic/agreed")).FullName;
        System.IO.File.CreateSymbolicLink(Path.Join(folder, "lock"), "lock");
        var bodies = await OpenAsync(repository);
        bodies.Note(File, "committed"u8.ToArray());
        var diagnostics = new DiagnosticBag();

        await bodies.SaveAsync(diagnostics, CancellationToken.None);

        var warning = Assert.Single(diagnostics);
        Assert.Equal("AGR001", warning.Code);
        Assert.StartsWith(
            $"What the files have in common with the remote side was not noted: `{folder}` cannot be written: Too many levels of symbolic links",
            warning.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_that_run_at_once_lose_no_record()
    {
        using var repository = TestWorkspace.Create([.. Enumerable.Range(0, 12).Select(index => ($"main/{index}.txt", $"body {index}"))]);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async index =>
        {
            var bodies = await OpenAsync(repository);
            bodies.Note(RepoPath.Parse($"main/{index}.txt"), Encoding.UTF8.GetBytes($"body {index}"));
            await SaveAsync(bodies);
        }));

        var read = await OpenAsync(repository);
        for (var index = 0; index < 12; index++)
        {
            Assert.Equal($"body {index}", Text(await read.ReadAsync(RepoPath.Parse($"main/{index}.txt"), CancellationToken.None)));
        }
    }

    [Fact]
    public async Task What_is_noted_while_others_are_saved_is_saved_the_next_time()
    {
        // So many that taking them to be saved lasts until others are noted.
        const int Early = 40_000;
        const int Late = 20_000;
        using var repository = TestWorkspace.Create(("main/a.txt", "committed"));
        var bodies = await OpenAsync(repository);
        var paths = Enumerable.Range(0, Early + Late).Select(index => RepoPath.Parse($"main/{index}.txt")).ToList();
        Note(paths[..Early]);
        var noting = Task.Run(() => Note(paths[Early..]));
        while (!noting.IsCompleted)
        {
            await SaveAsync(bodies);
        }

        await noting;
        await SaveAsync(bodies);
        Assert.Equal(0, paths.Count(path => !bodies.Has(path)));

        void Note(List<RepoPath> some) => some.ForEach(path => bodies.Note(path, "committed"u8.ToArray()));
    }

    [Fact]
    public async Task What_is_forgotten_is_gone_and_torn_lines_are_passed_over()
    {
        using var repository = TestWorkspace.Create(("main/a.txt", "a"), ("main/b.txt", "b"));
        var bodies = await OpenAsync(repository);
        bodies.Note(File, "a"u8.ToArray());
        bodies.Note(RepoPath.Parse("main/b.txt"), "b"u8.ToArray());
        await SaveAsync(bodies);
        var records = Path.Join(repository.Root, ".git/autoschematic/agreed/records");
        System.IO.File.AppendAllText(records, "0123 main/c.txt\n\nnothing");

        bodies = await OpenAsync(repository);
        bodies.Forget(File);
        await SaveAsync(bodies);

        Assert.Null(await ReadAsync(repository));
        Assert.EndsWith(" main/b.txt\n", System.IO.File.ReadAllText(records), StringComparison.Ordinal);
        Assert.Single(System.IO.File.ReadAllLines(records));
    }

    [Fact]
    public async Task Earlier_agreements_are_known_until_they_are_too_many_or_count_no_more()
    {
        using var repository = TestWorkspace.Create(("main/a.txt", "0"));
        for (var number = 0; number < 12; number++)
        {
            var noting = await OpenAsync(repository);
            await noting.NoteAsync(File, Encoding.UTF8.GetBytes($"body {number % 10}"), CancellationToken.None);
            await SaveAsync(noting);
        }

        // Noted were 0 to 9, then 0 and 1 again.
        var bodies = await OpenAsync(repository);
        Assert.Equal(
            [1, 0, null, null, 7, 6, 5, 4, 3, 2],
            Enumerable.Range(0, 10).Select(number => bodies.FindEarlier(File, Encoding.UTF8.GetBytes($"body {number}"))));
        Assert.Equal("body 9", Text(await bodies.ReadAsync(File, back: 2, CancellationToken.None)));
        Assert.Null(await bodies.ReadAsync(File, back: 8, CancellationToken.None));
        repository.Git("gc", "-q", "--prune=now");
        Assert.Equal("body 4", Text(await bodies.ReadAsync(File, back: 7, CancellationToken.None)));

        await bodies.NoteAsync(File, "body 1"u8.ToArray(), CancellationToken.None, forgetEarlier: true);
        await SaveAsync(bodies);
        Assert.Equal([null, 0], [bodies.FindEarlier(File, "body 0"u8.ToArray()), bodies.FindEarlier(File, "body 1"u8.ToArray())]);
    }

    [Fact]
    public async Task One_new_body_among_many_makes_a_few_small_trees()
    {
        using var repository = TestWorkspace.Create([.. Enumerable.Range(0, 1200).Select(number => ($"main/{number}.txt", $"body {number}"))]);
        var bodies = await OpenAsync(repository);
        for (var number = 0; number < 1200; number++)
        {
            bodies.Note(RepoPath.Parse($"main/{number}.txt"), Encoding.UTF8.GetBytes($"body {number}"));
        }

        await SaveAsync(bodies);
        Assert.Equal(1200, repository.Git("ls-tree", "-r", AgreedBodies.Reference).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var before = Objects();

        repository.Write("main/a.txt", "one more");
        bodies = await OpenAsync(repository);
        bodies.Note(File, "one more"u8.ToArray());
        await SaveAsync(bodies);

        // The body, the tree of those that begin like it, and the one above.
        Assert.Equal(3, Objects().Except(before).Count());
        Assert.Equal("one more", await ReadAsync(repository));

        string[] Objects() => repository.Git("rev-list", "--objects", "--no-object-names", AgreedBodies.Reference).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void Records_of_very_many_files_are_noted_as_fast_as_those_of_few()
    {
        // What was noted again is at the end, whatever it stood behind; taking it out of its place must not cost as much as there are.
        var records = AgreedRecords.Parse(Enumerable.Range(0, 200_000).Select(number => $"{number:x40} main/{number}.txt"));
        for (var number = 0; number < 100_000; number++)
        {
            records.Add(RepoPath.Parse($"main/{number}.txt"), $"{number + 1:x40}");
        }

        var order = records.Entries.Select(entry => entry.Key.Text).ToList();
        Assert.Equal(["main/100000.txt", "main/100001.txt"], order[..2]);
        Assert.Equal(["main/99998.txt", "main/99999.txt"], order[^2..]);
        Assert.Equal([$"{1:x40}", $"{0:x40}"], records.HistoryOf(RepoPath.Parse("main/0.txt")));
        using var written = new MemoryStream();
        records.WriteTo(written);
        var again = AgreedRecords.Parse(Encoding.UTF8.GetString(written.ToArray()).Split('\n'));
        Assert.Equal(records.Blobs, again.Blobs);
    }

    private static async Task<AgreedBodies> OpenAsync(TestWorkspace repository, string? folder = null)
    {
        var diagnostics = new DiagnosticBag();
        var git = await GitRepository.OpenAsync(folder ?? repository.Root, repository.Host, TimeProvider.System, diagnostics, CancellationToken.None);
        Assert.Empty(diagnostics);
        return new AgreedBodies(git!, new RepositoryFiles(git!.Root), TimeProvider.System);
    }

    private static async Task SaveAsync(AgreedBodies bodies)
    {
        var diagnostics = new DiagnosticBag();
        await bodies.SaveAsync(diagnostics, CancellationToken.None);
        Assert.Empty(diagnostics);
    }

    private static async Task<string?> ReadAsync(TestWorkspace repository, string? folder = null)
        => Text(await (await OpenAsync(repository, folder)).ReadAsync(File, CancellationToken.None));

    private static string? Text(ReadOnlyMemory<byte>? body) => body is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
