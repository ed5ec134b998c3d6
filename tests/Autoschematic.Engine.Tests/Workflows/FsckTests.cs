using Autoschematic.Engine.Locks;
using Autoschematic.Engine.Tests.Model.Secrets;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class FsckTests
{
    private const string Id = """{"OutputMap": {"id": "id-of-it-1"}}""";

    [Fact]
    public async Task A_sound_repository_has_no_problems()
    {
        using var scenario = new Scenario(
            ("main/a.txt", "out://mapped/b.txt[id] out://mapped/id-1.txt[id]"),
            ("main/mapped/b.txt", "b"),
            (".autoschematic/main/mapped/b.txt.out.json", Id),
            (".autoschematic/main/mapped/id-1.txt.out.json", """{"PointerToVirtual": "mapped/b.txt"}"""),
            ("main/bare.txt", "without outputs"),
            (".autoschematic/main/bare-1.txt.out.json", """{"PointerToVirtual": "bare.txt"}"""),
            (".autoschematic/drift-ignore.ron", "DriftIgnore(rules: [])"),
            ("main/team.bundle", ""),
            ("main/child.txt", ""),
            ("main/.bundle/child.txt.bun.ron", "ChildOf(parent: \"team.bundle\")"));

        Assert.Equal("outcome Done", await DescribeAsync(scenario));
    }

    [Fact]
    public async Task Everything_that_does_not_fit_together_is_found_at_once()
    {
        using var scenario = Broken();

        Assert.Equal(
            """
            .autoschematic/main/bad.txt.out.json Damaged: Error OUT001 The output file is not valid JSON
            .autoschematic/main/empty.txt.out.json OrphanedOutputs (certain): Warning FSK002 The output file of `main/empty.txt`, which is not there, holds nothing
            .autoschematic/main/gone.txt.out.json OrphanedOutputs: Warning FSK001 There are outputs of `main/gone.txt`, which is not there
            .autoschematic/main/lost-1.txt.out.json DanglingPointer (certain): Warning FSK003 The pointer leads to `main/lost.txt`, which is not there and has no outputs
            .autoschematic/main/ring-1.txt.out.json PointerCycle: Error OUT101 The pointers between output files go in a circle: `ring-1.txt` → `ring-2.txt` → `ring-1.txt`
            main/.bundle/kept.txt.bun.ron OrphanedChild: Warning FSK006 `main/kept.txt` was made by the bundle `main/gone.bundle`, which is not there
            main/.bundle/lost.txt.bun.ron OrphanedChild (certain): Warning FSK007 Neither `main/lost.txt` is there nor the bundle `main/gone.bundle` that made it
            main/.bundle/torn.txt.bun.ron Damaged: Error OUT007 A bundle marker must be `ChildOf(parent: "…")` or `Bundle`
            main/a.txt DependencyCycle: Error FSK004 These need each other: `main/a.txt` → `main/b.txt` → `main/a.txt`
            main/a.txt MissingReference: Error FSK005 `out://nowhere.txt[id]` refers to `nowhere.txt`, which is not in this prefix
            outcome Error
            """,
            await DescribeAsync(scenario));
        var result = await RunAsync(scenario, new FsckRequest());
        Assert.Equal("main/a.txt:2:1", result.Findings[^1].Diagnostic.Location!.ToString());
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task Fix_deletes_what_is_certain_stages_that_and_leaves_the_rest()
    {
        using var scenario = Broken();

        var result = await RunAsync(scenario, new FsckRequest(Fix: true));

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal(
            """
            D  .autoschematic/main/empty.txt.out.json
            D  .autoschematic/main/lost-1.txt.out.json
            D  main/.bundle/lost.txt.bun.ron

            """,
            scenario.Repository.Status());
        Assert.Equal(7, (await RunAsync(scenario, new FsckRequest())).Findings.Count);
        Assert.Empty((await RunAsync(scenario, new FsckRequest(Fix: true))).Fixed);
    }

    [Fact]
    public async Task What_a_killed_command_left_behind_is_found_and_deleted()
    {
        using var scenario = new Scenario();
        scenario.Repository.Write("main/.autoschematic-0123456789abcdef0123456789abcdef.tmp", "half of").Write("main/mine.tmp", "mine");

        Assert.Equal(
            "main/.autoschematic-0123456789abcdef0123456789abcdef.tmp Leftover (certain): Warning FSK009 A command that was cut short left this file behind\noutcome Done",
            await DescribeAsync(scenario));
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, new FsckRequest(Fix: true))).Outcome);
        Assert.Equal("?? main/mine.tmp\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task Fix_waits_for_nobody_and_names_who_holds_the_lock()
    {
        using var scenario = Broken();
        var workspace = await scenario.OpenAsync();
        using var held = RepositoryLock.TryAcquire(workspace.Git, LockKind.Shared, "plan", workspace.Host, workspace.Clock, []);

        Assert.Equal(RunOutcome.Error, (await RunAsync(scenario, new FsckRequest())).Outcome);
        var refused = await RunAsync(scenario, new FsckRequest(Fix: true));
        Assert.Equal(RunOutcome.Refused, refused.Outcome);
        Assert.Contains("plan", Scenario.Describe(refused.Diagnostics), StringComparison.Ordinal);
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task What_sparse_checkout_leaves_out_is_not_missing()
    {
        using var scenario = new Scenario(
            ("main/in/a.txt", "out://out/b.txt[id]"),
            ("main/out/b.txt", "b"),
            (".autoschematic/main/out/b.txt.out.json", Id));
        scenario.Repository.Git("sparse-checkout", "set", "--no-cone", "/*", "!/main/out/");

        Assert.False(scenario.Repository.Exists("main/out/b.txt"));
        Assert.Equal("outcome Done", await DescribeAsync(scenario));
    }

    [Fact]
    public async Task Text_that_only_looks_like_a_reference_in_a_file_that_is_nobodys_is_none()
    {
        using var scenario = new Scenario(
            ("main/README.md", "Write `out://vpcs/NAME.txt[id]`, or out://notes.md[id]."),
            ("main/notes.md", "See out://README.md[id]."),
            ("main/a.txt", "out://gone.txt[id]"),
            ("main/team.bundle", "out://gone.txt[id]"),
            ("elsewhere/b.txt", "out://gone.txt[id]"));

        Assert.Equal(
            """
            main/a.txt MissingReference: Error FSK005 `out://gone.txt[id]` refers to `gone.txt`, which is not in this prefix
            main/team.bundle MissingReference: Error FSK005 `out://gone.txt[id]` refers to `gone.txt`, which is not in this prefix
            outcome Error
            """,
            await DescribeAsync(scenario));
        Assert.Equal("", scenario.Connector.Mutations);

        var offline = await DescribeAsync(scenario, offline: true);
        Assert.Contains("main/README.md MissingReference", offline, StringComparison.Ordinal);
        Assert.Contains("`main/README.md` → `main/notes.md` → `main/README.md`", offline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connectors_are_started_only_when_there_is_something_to_ask_and_need_not_start()
    {
        using var sound = new Scenario(("main/a.txt", "out://b.txt[id]"), ("main/b.txt", "b"));
        Assert.Equal("outcome Done", await DescribeAsync(sound));
        Assert.Empty(sound.Pool.Launches);

        using var scenario = new Scenario(("main/a.txt", "out://gone.txt[id]"));
        scenario.Connector.Failing("Init", "*", "no credentials");
        Assert.Equal(
            "main/a.txt MissingReference: Error FSK005 `out://gone.txt[id]` refers to `gone.txt`, which is not in this prefix\noutcome Error",
            await DescribeAsync(scenario));
        Assert.Single(scenario.Pool.Launches);
    }

    [Fact]
    public async Task Sealed_files_that_no_output_names_and_outputs_whose_sealed_file_is_gone_are_found_and_kept()
    {
        using var scenario = new Scenario(
            Scenario.Config.Replace("\"plain\"", "\"secret://.autoschematic/main/token.of.sealed\"", StringComparison.Ordinal),
            ("main/db.txt", "db"),
            (".autoschematic/main/db.txt.out.json", """{"OutputMap": {"host": "db1", "password": "secret://.autoschematic/main/db.txt.password.sealed", "pin": "secret://.autoschematic/main/db.txt.pin.sealed"}}"""),
            (".autoschematic/main/db.txt.password.sealed", SealVectors.VersionOne),
            (".autoschematic/main/db.txt.old.sealed", SealVectors.VersionOne),
            (".autoschematic/main/token.of.sealed", SealVectors.VersionOne),
            (".autoschematic/main/gone.txt.a%2Eb.sealed", SealVectors.VersionOne),
            (".autoschematic/main/bare.task.key.sealed", SealVectors.VersionOne),
            ("main/bare.task", ""),
            (".autoschematic/main/torn.txt.key.sealed", SealVectors.VersionOne),
            (".autoschematic/main/torn.txt.out.json", "{"),
            (".autoschematic/main/lost.txt.key.sealed", SealVectors.VersionOne),
            (".autoschematic/main/lost.txt.out.json", """{"OutputMap": {"key": "secret://.autoschematic/main/lost.txt.key.sealed"}}"""),
            ("secrets/api.sealed", SealVectors.VersionOne));

        Assert.Equal(
            """
            .autoschematic/main/bare.task.key.sealed OrphanedSeal: Warning FSK010 A value of `main/bare.task` is sealed here, and no output of it names the file
            .autoschematic/main/db.txt.old.sealed OrphanedSeal: Warning FSK010 A value of `main/db.txt` is sealed here, and no output of it names the file
            .autoschematic/main/db.txt.out.json MissingSeal: Error FSK011 Output `pin` of `main/db.txt` is sealed in `.autoschematic/main/db.txt.pin.sealed`, which is not there
            .autoschematic/main/gone.txt.a%2Eb.sealed OrphanedSeal: Warning FSK010 A value of `main/gone.txt` is sealed here, and `main/gone.txt` is not there
            .autoschematic/main/lost.txt.out.json OrphanedOutputs: Warning FSK001 There are outputs of `main/lost.txt`, which is not there
            .autoschematic/main/torn.txt.out.json Damaged: Error OUT001 The output file is not valid JSON
            outcome Error
            """,
            await DescribeAsync(scenario));
        Assert.Empty((await RunAsync(scenario, new FsckRequest(Fix: true))).Fixed);
    }

    private static Scenario Broken() => new(
        (".autoschematic/main/bad.txt.out.json", "{"),
        ("main/bad.txt", ""),
        (".autoschematic/main/empty.txt.out.json", """{"OutputMap": {}}"""),
        (".autoschematic/main/gone.txt.out.json", Id),
        (".autoschematic/main/gone-1.txt.out.json", """{"PointerToVirtual": "gone.txt"}"""),
        (".autoschematic/main/lost-1.txt.out.json", """{"PointerToVirtual": "lost.txt"}"""),
        (".autoschematic/main/ring-1.txt.out.json", """{"PointerToVirtual": "ring-2.txt"}"""),
        (".autoschematic/main/ring-2.txt.out.json", """{"PointerToVirtual": "ring-1.txt"}"""),
        ("main/a.txt", "out://b.txt[id]\nout://nowhere.txt[id]"),
        ("main/b.txt", "out://a.txt[id]"),
        ("main/kept.txt", ""),
        ("main/.bundle/kept.txt.bun.ron", "ChildOf(parent: \"gone.bundle\")"),
        ("main/.bundle/lost.txt.bun.ron", "ChildOf(parent: \"gone.bundle\")"),
        ("main/.bundle/torn.txt.bun.ron", "Child"));

    private static async Task<FsckResult> RunAsync(Scenario scenario, FsckRequest request)
        => await new FsckWorkflow(scenario.Pool).RunAsync(await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);

    private static async Task<string> DescribeAsync(Scenario scenario, bool offline = false)
    {
        var result = await RunAsync(scenario, new FsckRequest(Offline: offline));
        return string.Join('\n', result.Findings
            .Select(item => $"{item.File} {item.Kind}{(item.IsCertain ? " (certain)" : "")}: {Scenario.Describe([item.Diagnostic])}")
            .Append($"outcome {result.Outcome}"));
    }
}
