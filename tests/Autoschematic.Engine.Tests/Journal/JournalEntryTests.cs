using System.Text;
using System.Text.Json.Nodes;
using Autoschematic.Engine.Journal;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Redaction;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Journal;

[Trait("kind", "process")]
public sealed class JournalEntryTests
{
    private static readonly ResourceKey Net = new(Prefix.TryParse("main")!, Address.Parse("mapped/net.txt"));
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static IReadOnlyList<JournalEntry> Samples { get; } =
    [
        new JournalEntry.RunStarted(
            new RunId("run-1"),
            At,
            "mona",
            "host",
            null,
            "c0ffee",
            "0123",
            new(Staged: true, "fake", StrictEnvironment: true, NoDeferred: false, 16, Commit: true, "All \"of\" it\n") { PlanHash = "beef" },
            [
                new(new SelectedFile(Net.Prefix, Net.Address, Net.File, ChangeKind.Added, "b1", null, false), "fake", "deferred", "create", null, null, []),
                new(
                    new SelectedFile(Net.Prefix, Address.Parse("ö/b.txt"), RepoPath.Parse("main/ö/b.txt"), ChangeKind.Deleted, null, "b2", false, IsOrphan: true),
                    "fake", "delete", null, Address.Parse("p"), "f00d", ["aa", "bb"]) { Reason = "why", IsLeftAlone = true },
            ],
            [new(Net, Net, "Reference")],
            [new(RepoPath.Parse(".autoschematic/main/x.out.json"), "b3")])
        {
            Worktree = new("worktrees/linked", "/home/mona/linked"),
            Unplanned = [new(Net, "fake", null, IsDeletion: false, "not asked"), new(Net, "fake", "delete", IsDeletion: true, "")],
        },
        new JournalEntry.RunResumed(At, "mona", "host"),
        new JournalEntry.OpStarted(
            Net, 3, new ConnectorOp("create {\"a\": 1}", ["id"], "create net", OpKind.Create), Net.Address, null, "f00d", "key"),
        new JournalEntry.OpFinished(
            Net, 3, new OpResult(new Dictionary<string, string?> { ["id"] = "id-1", ["old"] = null }, new HashSet<string>(), "done")),
        new JournalEntry.OpFailed(Net, 4, "quota exceeded"),
        new JournalEntry.OpStored(Net, 3, [RepoPath.Parse("a"), RepoPath.Parse("b/c")]),
        new JournalEntry.ResourceDone(Net, JournalEntry.ResourceDone.Done, "create", []),
        new JournalEntry.RunEnded(At, "Done"),
    ];

    [Fact]
    public async Task Every_entry_is_read_as_it_was_written()
    {
        using var repository = TestWorkspace.Create(("autoschematic.ron", Workflows.Scenario.Config));
        var key = new RunKey((await repository.OpenAsync()).Git, new RunId("run-1"));
        var writer = new JournalWriter(key, new Redactor());
        foreach (var entry in Samples)
        {
            var written = writer.Write(entry);
            var read = new JournalReader(key).TryRead(written, out var problem);

            Assert.Null(problem);
            Assert.IsType(entry.GetType(), read);
            Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(writer.Write(read!)));
        }

        Assert.False(File.Exists(key.File));
    }

    [Fact]
    public async Task A_beginning_that_an_older_version_wrote_is_read()
    {
        using var repository = TestWorkspace.Create(("autoschematic.ron", Workflows.Scenario.Config));
        var key = new RunKey((await repository.OpenAsync()).Git, new RunId("run-1"));
        var json = JsonNode.Parse(new JournalWriter(key, new Redactor()).Write(Samples[0]))!.AsObject();
        foreach (var name in new[] { "worktree", "root", "unplanned" })
        {
            Assert.True(json.Remove(name));
        }

        Assert.True(json["options"]!.AsObject().Remove("plan"));
        Assert.True(json["resources"]![1]!.AsObject().Remove("reason") && json["resources"]![1]!.AsObject().Remove("leftAlone"));

        var read = Assert.IsType<JournalEntry.RunStarted>(
            new JournalReader(key).TryRead(Encoding.UTF8.GetBytes(json.ToJsonString()), out var problem));

        Assert.Null(problem);
        Assert.Equal((null, 0, null), (read.Worktree, read.Unplanned.Count, read.Options.PlanHash));
        Assert.Equal((null, false), (read.Resources[1].Reason, read.Resources[1].IsLeftAlone));
    }

    [Fact]
    public async Task Secrets_are_sealed_with_a_key_that_only_the_owner_can_read()
    {
        using var repository = TestWorkspace.Create(("autoschematic.ron", Workflows.Scenario.Config));
        var git = (await repository.OpenAsync()).Git;
        var redactor = new Redactor();
        redactor.AddRange(["hunter2hunter2"]);
        var key = new RunKey(git, new RunId("run-1"));
        var writer = new JournalWriter(key, redactor);
        var started = writer.Write(new JournalEntry.OpStarted(
            Net, 0, new ConnectorOp("create pass=hunter2hunter2", [], "with hunter2hunter2"), Net.Address, null, null, "key"));
        var finished = writer.Write(new JournalEntry.OpFinished(
            Net,
            0,
            new OpResult(
                new Dictionary<string, string?> { ["password"] = "s3cr3t of the cloud", ["host"] = "db1" },
                new HashSet<string> { "password" },
                null)));

        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(started), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", Encoding.UTF8.GetString(finished), StringComparison.Ordinal);
        Assert.Contains("\"host\":\"db1\"", Encoding.UTF8.GetString(finished), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key.File));
        }

        var reader = new JournalReader(new RunKey(git, new RunId("run-1")));
        Assert.Equal("create pass=hunter2hunter2", Assert.IsType<JournalEntry.OpStarted>(reader.TryRead(started, out _)).Op.Definition);
        Assert.Equal("s3cr3t of the cloud", Assert.IsType<JournalEntry.OpFinished>(reader.TryRead(finished, out _)).Result.Outputs["password"]);

        key.Erase();
        Assert.Null(new JournalReader(new RunKey(git, new RunId("run-1"))).TryRead(started, out var problem));
        Assert.Equal($"it is sealed and its key `{key.File}` is gone or is another one", problem);
    }

    [Fact]
    public async Task A_sealed_text_belongs_to_its_run()
    {
        using var repository = TestWorkspace.Create(("autoschematic.ron", Workflows.Scenario.Config));
        var git = (await repository.OpenAsync()).Git;
        var (one, two) = (new RunKey(git, new RunId("run-1")), new RunKey(git, new RunId("run-2")));
        var text = one.Seal("value");
        two.Seal("other");
        File.Copy(one.File, two.File, overwrite: true);

        Assert.Equal("value", one.Open(text));
        Assert.Null(new RunKey(git, new RunId("run-2")).Open(text));
    }

    [Theory]
    [InlineData("""{"type":"run-started","format":99}""", "it was written by a newer version")]
    [InlineData("""{"type":"something-else"}""", "it was written by a newer version")]
    [InlineData("""{"type":"op-stored","prefix":"main"}""", "it is not what this version writes")]
    [InlineData("""[]""", "it is not what this version writes")]
    public async Task What_cannot_be_understood_says_why(string entry, string expected)
    {
        using var repository = TestWorkspace.Create(("autoschematic.ron", Workflows.Scenario.Config));
        var reader = new JournalReader(new RunKey((await repository.OpenAsync()).Git, new RunId("run-1")));

        Assert.Null(reader.TryRead(Encoding.UTF8.GetBytes(entry), out var problem));
        Assert.Equal(expected, problem);
    }
}
