using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class RenameTests
{
    private static readonly (string, string)[] Files =
    [
        ("main/mapped/old.txt", "the body"),
        ("main/mapped/user.txt", "uses out://mapped/old.txt[id] and out://mapped/older.txt[id]"),
        ("main/user.ron", "Thing(id: \"out://mapped/old.txt[id]\", /* out://mapped/old.txt[id] */)"),
        (".autoschematic/main/mapped/old.txt.out.json", "{\n  \"OutputMap\": {\n    \"id\": \"id-1\"\n  }\n}"),
        (".autoschematic/main/mapped/id-1.txt.out.json", "{\n  \"PointerToVirtual\": \"mapped/old.txt\"\n}"),
    ];

    [Fact]
    public async Task Rename_moves_body_outputs_and_pointer_and_rewrites_references()
    {
        using var scenario = new Scenario(Files);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");

        var result = await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/new.txt");

        Assert.Equal("", Scenario.Describe(result.Diagnostics));
        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            """
            == .autoschematic/main/mapped/id-1.txt.out.json
            {
              "PointerToVirtual": "mapped/new.txt"
            }
            == .autoschematic/main/mapped/new.txt.out.json
            {
              "OutputMap": {
                "id": "id-1"
              }
            }
            == main/mapped/new.txt
            the body
            == main/mapped/user.txt
            uses out://mapped/new.txt[id] and out://mapped/older.txt[id]
            == main/user.ron
            Thing(id: "out://mapped/new.txt[id]", /* out://mapped/old.txt[id] */)
            """,
            scenario.Listing());
        Assert.Equal(["main/mapped/user.txt", "main/user.ron"], result.Rewritten.Select(file => file.File.Text));
        Assert.DoesNotContain(scenario.Repository.Status().Split('\n'), line => line.StartsWith(" M", StringComparison.Ordinal) || line.StartsWith("??", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_no_reference_can_hold_is_refused_where_there_are_references()
    {
        using var scenario = new Scenario(Files);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        var before = scenario.Listing();

        var result = await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/[new].txt");

        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.Equal(
            """
            main/mapped/user.txt: REN018: `main/mapped/user.txt` refers to what is renamed, and no reference can name `mapped/[new].txt`
            main/user.ron: REN018: `main/user.ron` refers to what is renamed, and no reference can name `mapped/[new].txt`
            """,
            string.Join('\n', result.Diagnostics));
        Assert.Equal(before, scenario.Listing());
    }

    [Fact]
    public async Task What_both_sides_agreed_on_goes_along()
    {
        using var scenario = new Scenario(Files);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        var agreed = (await scenario.OpenAsync()).Agreed;
        await agreed.NoteAsync(TestWorkspace.At("main/mapped/old.txt"), "agreed"u8.ToArray(), CancellationToken.None);
        await agreed.SaveAsync([], CancellationToken.None);

        await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/new.txt");

        var after = (await scenario.OpenAsync()).Agreed;
        Assert.Null(await after.ReadAsync(TestWorkspace.At("main/mapped/old.txt"), CancellationToken.None));
        Assert.Equal("agreed"u8.ToArray(), (await after.ReadAsync(TestWorkspace.At("main/mapped/new.txt"), CancellationToken.None))?.ToArray());
    }

    [Fact]
    public async Task Renaming_there_and_back_changes_nothing()
    {
        using var scenario = new Scenario(Files);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        var before = scenario.Listing();

        await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/new.txt");
        await RunAsync(scenario, "main/mapped/new.txt", "main/mapped/old.txt");

        Assert.Equal(before, scenario.Listing());
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task Drift_rules_that_name_the_resource_follow_it_and_others_that_no_longer_match_are_said()
    {
        const string Rules = """
            // Kept as it is.
            DriftIgnore(rules: [
                Ignore(addr: "mapped/old.txt", reason: "one", field: "a"), // here
                Ignore(addr: r"./mapped/old.txt", reason: "two", until: "2001-01-01"),
                Ignore(addr: "mapped/*", reason: "both"),
                Ignore(addr: "mapped/o*.txt", reason: "old only"),
                Ignore(addr: "**/n*", reason: "new only"),
                Ignore(addr: "mapped/older.txt", reason: "another"),
            ])
            """;
        using var scenario = new Scenario([.. Files, (".autoschematic/drift-ignore.ron", Rules)]);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        var before = scenario.Listing();

        var result = await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/new.txt");

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            Rules.Replace("\"mapped/old.txt\"", "\"mapped/new.txt\"", StringComparison.Ordinal).Replace("r\"./mapped/old.txt\"", "r\"mapped/new.txt\"", StringComparison.Ordinal),
            scenario.Repository.Read(".autoschematic/drift-ignore.ron"));
        Assert.Contains((".autoschematic/drift-ignore.ron", 2), result.Rewritten.Select(item => (item.File.Text, item.References)));
        Assert.Contains("M  .autoschematic/drift-ignore.ron", scenario.Repository.Status(), StringComparison.Ordinal);
        Assert.Equal(
            """
            .autoschematic/drift-ignore.ron:6:18: REN013: This rule of drift is for `mapped/old.txt` and not for `mapped/new.txt`
            .autoschematic/drift-ignore.ron:7:18: REN014: From now on this rule of drift is for `mapped/new.txt` too
            """,
            string.Join('\n', result.Diagnostics));

        await RunAsync(scenario, "main/mapped/new.txt", "main/mapped/old.txt");
        Assert.Equal(before.Replace("r\"./mapped/old.txt\"", "r\"mapped/old.txt\"", StringComparison.Ordinal), scenario.Listing());
    }

    [Fact]
    public async Task A_drift_rule_that_is_for_another_prefix_too_stays()
    {
        const string Rules = """DriftIgnore(rules: [Ignore(addr: "mapped/old.txt", reason: "leased")])""";
        var config = Scenario.Config.Replace("    },\n)", "        \"other\": Prefix(connectors: []),\n    },\n)", StringComparison.Ordinal);
        using var scenario = new Scenario(config, [.. Files, ("other/mapped/old.txt", ""), (".autoschematic/drift-ignore.ron", Rules)]);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");

        var result = await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/new.txt");

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(Rules, scenario.Repository.Read(".autoschematic/drift-ignore.ron"));
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal("REN013", warning.Code);
        Assert.Equal("another prefix has that address too, so the rule stays; add one for the new address if it is meant", warning.Hint);
    }

    [Fact]
    public async Task What_is_below_a_resource_moves_with_it()
    {
        using var scenario = Family();
        var before = scenario.Listing();
        await scenario.AgreeAsync();

        var result = await RunAsync(scenario, "main/mapped/net.txt", "main/mapped/core.txt");

        Assert.Equal("", Scenario.Describe(result.Diagnostics));
        Assert.Equal(
            """
            == .autoschematic/main/mapped/core.txt.out.json
            {
              "OutputMap": {
                "id": "id-1"
              }
            }
            == .autoschematic/main/mapped/core/sub.txt.out.json
            {
              "OutputMap": {
                "id": "id-2"
              }
            }
            == .autoschematic/main/mapped/id-1.txt.out.json
            {
              "PointerToVirtual": "mapped/core.txt"
            }
            == .autoschematic/main/mapped/id-2.txt.out.json
            {
              "PointerToVirtual": "mapped/core/sub.txt"
            }
            == main/mapped/core.txt
            the net
            == main/mapped/core/README.md
            About it
            == main/mapped/core/deep/host.txt
            in out://mapped/core/sub.txt[id]
            == main/mapped/core/sub.txt
            in out://mapped/core.txt[id]
            == main/mapped/network/other.txt
            of out://mapped/core/sub.txt[id]
            """,
            scenario.Listing());
        Assert.DoesNotContain("\n M", "\n" + scenario.Repository.Status(), StringComparison.Ordinal);
        Assert.NotNull(await (await scenario.OpenAsync()).Agreed.ReadAsync(TestWorkspace.At("main/mapped/core/sub.txt"), CancellationToken.None));

        await RunAsync(scenario, "main/mapped/core.txt", "main/mapped/net.txt");
        Assert.Equal(before, scenario.Listing());
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task Nothing_moves_when_one_below_it_cannot()
    {
        using var scenario = Family();
        var before = scenario.Listing();
        scenario.Connector.Mapper = address => address.Text.EndsWith("deep/host.txt", StringComparison.Ordinal) ? new PhysicalMapping.Unmapped(address.Text) : null;
        scenario.Cloud.Put("mapped/net/deep/host.txt", "known by its address");
        Assert.Equal(
            "Error REN005 `main/mapped/net/deep/host.txt` exists remotely under that very name, so a rename would delete it and create another",
            Scenario.Describe((await RunAsync(scenario, "main/mapped/net.txt", "main/mapped/core.txt")).Diagnostics));
        Assert.Equal(before, scenario.Listing());

        scenario.Connector.Mapper = address => address.Text == "mapped/core/sub.txt" ? new PhysicalMapping.NotPresent() : null;
        Assert.Equal(
            "Error REN011 After the rename the plan of `main/mapped/core/sub.txt` would be `create`; before it is `unchanged`",
            Scenario.Describe((await RunAsync(scenario, "main/mapped/net.txt", "main/mapped/core.txt")).Diagnostics));
        Assert.Equal(before, scenario.Listing());

        scenario.Connector.Mapper = null;
        scenario.Repository.Write("main/mapped/core/sub.txt", "in the way");
        Assert.Contains((await RunAsync(scenario, "main/mapped/net.txt", "main/mapped/core.txt")).Diagnostics, found => found.Code == "REN002");
        Assert.True(scenario.Repository.Exists("main/mapped/net.txt"));
    }

    [Fact]
    public async Task What_git_does_not_track_is_not_staged_and_what_it_ignores_is_named()
    {
        using var scenario = new Scenario([.. Files, (".gitignore", "*.local.txt\n")]);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        scenario.Repository.Write("main/new.txt", "uses out://mapped/old.txt[id]");
        scenario.Repository.Write("main/mine.local.txt", "uses out://mapped/old.txt[id]").Write("main/other.local.txt", "uses nothing");

        var result = await RunAsync(scenario, "main/mapped/old.txt", "main/mapped/new.txt");

        Assert.Equal(
            """
            Warning REN016 `main/mine.local.txt` refers to what was renamed and stays as it is, since git ignores it
            Warning REN015 References were rewritten in `main/new.txt`, which git does not track
            """,
            Scenario.Describe(result.Diagnostics));
        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal("uses out://mapped/new.txt[id]", scenario.Repository.Read("main/new.txt"));
        Assert.Equal("uses out://mapped/old.txt[id]", scenario.Repository.Read("main/mine.local.txt"));
        Assert.Contains("?? main/new.txt\n", scenario.Repository.Status(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main/mapped/old.txt", "main/mapped/user.txt", RunOutcome.Error, "REN002")]
    [InlineData("main/mapped/old.txt", "main/mapped/old.txt", RunOutcome.Error, "REN003")]
    [InlineData("main/mapped/nothing.txt", "main/mapped/new.txt", RunOutcome.Usage, "WRK003")]
    [InlineData("main/mapped/old.txt", "main/mapped/new.png", RunOutcome.Error, "REN004")]
    [InlineData("main/mapped/old.txt", "elsewhere/new.txt", RunOutcome.Usage, "WRK002")]
    [InlineData("main/mapped/old.txt", "../../new.txt", RunOutcome.Usage, "WRK001")]
    public async Task A_rename_that_cannot_be_is_refused_and_changes_nothing(string old, string @new, RunOutcome outcome, string code)
    {
        using var scenario = new Scenario(Files);
        var before = scenario.Listing();

        var result = await RunAsync(scenario, old, @new);

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(result.Diagnostics, found => found.Code == code);
        Assert.Equal(before, scenario.Listing());
    }

    [Fact]
    public async Task A_resource_that_is_known_by_its_address_alone_cannot_be_renamed_once_it_exists()
    {
        using var scenario = new Scenario(("main/plain.txt", "body"));
        scenario.Cloud.Put("plain.txt", "body");
        Assert.Contains((await RunAsync(scenario, "main/plain.txt", "main/other.txt")).Diagnostics, found => found.Code == "REN005");

        scenario.Cloud.Remove("plain.txt");
        Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, "main/plain.txt", "main/other.txt")).Outcome);
    }

    [Fact]
    public async Task A_rename_that_fails_in_the_middle_is_undone()
    {
        using var scenario = new Scenario(Files);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        var before = scenario.Listing();

        // A folder where a file has to go: the last write fails after the others were made.
        scenario.Repository.Write("main/blocked", "a file, so nothing can be below it");
        var result = await RunAsync(scenario, "main/mapped/old.txt", "main/blocked/new.txt");

        Assert.Equal(RunOutcome.Error, result.Outcome);
        scenario.Repository.Delete("main/blocked");
        Assert.Equal(before, scenario.Listing());
    }

    /// <summary>A resource with others below it, one of them two folders down, a README, and a stranger that refers to one.</summary>
    private static Scenario Family()
    {
        var scenario = new Scenario(
            ("main/mapped/net.txt", "the net"),
            ("main/mapped/net/sub.txt", "in out://mapped/net.txt[id]"),
            ("main/mapped/net/deep/host.txt", "in out://mapped/net/sub.txt[id]"),
            ("main/mapped/net/README.md", "About it"),
            ("main/mapped/network/other.txt", "of out://mapped/net/sub.txt[id]"),
            (".autoschematic/main/mapped/net.txt.out.json", "{\n  \"OutputMap\": {\n    \"id\": \"id-1\"\n  }\n}"),
            (".autoschematic/main/mapped/net/sub.txt.out.json", "{\n  \"OutputMap\": {\n    \"id\": \"id-2\"\n  }\n}"),
            (".autoschematic/main/mapped/id-1.txt.out.json", "{\n  \"PointerToVirtual\": \"mapped/net.txt\"\n}"),
            (".autoschematic/main/mapped/id-2.txt.out.json", "{\n  \"PointerToVirtual\": \"mapped/net/sub.txt\"\n}"));
        scenario.Cloud.Put("mapped/id-1.txt", "the net");
        scenario.Cloud.Put("mapped/id-2.txt", "in id-1");
        return scenario;
    }

    private static async Task<RenameResult> RunAsync(Scenario scenario, string old, string @new)
        => await new RenameWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new RenameRequest(old, @new, scenario.Repository.Root),
            Scenario.Ignore,
            CancellationToken.None);
}
