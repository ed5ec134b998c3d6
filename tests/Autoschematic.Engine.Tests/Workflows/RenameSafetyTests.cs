using Autoschematic.Engine.Tests.Transactions;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;
using CsCheck;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>A rename is all or nothing, and proven to change no plan.</summary>
[Trait("kind", "process")]
public sealed class RenameSafetyTests
{
    private static readonly (string, string)[] Files =
    [
        ("main/mapped/old.txt", "the body"),
        ("main/user.txt", "uses out://mapped/old.txt[id]"),
        ("main/.bundle/mapped/old.txt.bun.ron", "ChildOf(parent: \"stack.bundle\")"),
        (".autoschematic/main/mapped/old.txt.out.json", "{\n  \"OutputMap\": {\n    \"id\": \"id-1\"\n  }\n}"),
        (".autoschematic/main/mapped/id-1.txt.out.json", "{\n  \"PointerToVirtual\": \"mapped/old.txt\"\n}"),
    ];

    private static readonly string[] Extensions = ["txt", "ron", "json"];
    private static readonly string[] Targets = ["mapped/new", "mapped/ne w", "mapped/deep/er", "mapped/neu-ö"];

    [Fact]
    public async Task Killed_at_any_step_the_next_command_finds_the_old_or_the_new_tree()
    {
        string old, renamed;
        int steps;
        using (var scenario = Create())
        {
            old = RepositoryState.Of(scenario.Repository);
            var counted = TransactionCrash.Never();
            scenario.Repository.Faults = counted;
            Assert.Equal(RunOutcome.Done, (await RunAsync(scenario)).Outcome);
            renamed = RepositoryState.Of(scenario.Repository);
            steps = counted.Steps.Count;
        }

        Assert.True(steps > 10);
        for (var number = 0; number < steps; number++)
        {
            using var scenario = Create();
            scenario.Repository.Faults = new TransactionCrash(number);
            await Assert.ThrowsAsync<CrashException>(() => RunAsync(scenario));
            scenario.Repository.Faults = null;
            Assert.True(await RepositoryState.RecoverAsync(scenario.Repository));
            Assert.Equal(number == steps - 1 ? renamed : old, RepositoryState.Of(scenario.Repository));
        }
    }

    [Fact]
    public async Task A_rename_that_would_change_the_plan_is_undone()
    {
        using var scenario = Create();
        scenario.Connector.Mapper = address => address.Text == "mapped/new.txt" ? new PhysicalMapping.NotPresent() : null;
        var before = RepositoryState.Of(scenario.Repository);

        var result = await RunAsync(scenario);

        Assert.Equal(
            "Error REN011 After the rename the plan of `main/mapped/new.txt` would be `create`; before it is `unchanged`",
            Scenario.Describe(result.Diagnostics));
        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.Empty(result.Moved);
        Assert.Equal(before, RepositoryState.Of(scenario.Repository));
        Assert.Empty(RepositoryState.Records(scenario.Repository));
    }

    [Fact]
    public async Task What_is_not_applied_yet_may_be_renamed_as_its_plan_stays_the_same()
    {
        using var scenario = Create();
        scenario.Cloud.Put("mapped/id-1.txt", "the body as it was applied");
        Assert.Equal("", Scenario.Describe((await RunAsync(scenario)).Diagnostics));
    }

    [Fact]
    public async Task Nothing_is_renamed_when_the_plan_cannot_be_made()
    {
        using var scenario = Create();
        scenario.Connector.Failing("Plan", "user.txt", "it is broken");
        var before = RepositoryState.Of(scenario.Repository);

        var result = await RunAsync(scenario);

        Assert.Contains("REN010 `main/user.txt` cannot be planned", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
        Assert.Equal(before, RepositoryState.Of(scenario.Repository));
    }

    [Fact]
    public async Task What_is_not_staged_stays_so_and_what_is_staged_moves_along()
    {
        using var scenario = Create();
        scenario.Repository.Stage("main/mapped/old.txt", "staged").Write("main/mapped/old.txt", "edited");
        scenario.Repository.Write("main/user.txt", "uses out://mapped/old.txt[id] and more");

        var result = await RunAsync(scenario);

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Equal(
            "Warning REN009 References were rewritten in `main/user.txt`, which has changes that are not staged",
            Scenario.Describe(result.Diagnostics));
        Assert.Equal("staged", scenario.Repository.Git("show", ":main/mapped/new.txt"));
        Assert.Equal("edited", scenario.Repository.Read("main/mapped/new.txt"));
        Assert.Equal("uses out://mapped/old.txt[id]", scenario.Repository.Git("show", ":main/user.txt"));
        Assert.Equal("uses out://mapped/new.txt[id] and more", scenario.Repository.Read("main/user.txt"));
    }

    [Fact]
    public async Task A_body_that_may_be_executed_stays_so()
    {
        using var scenario = Create();
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(scenario.Repository.PathOf("main/mapped/old.txt"), mode);
        scenario.Repository.CommitAll();

        await RunAsync(scenario);

        Assert.Equal(mode, File.GetUnixFileMode(scenario.Repository.PathOf("main/mapped/new.txt")));
    }

    [Fact]
    public async Task Warnings_of_the_start_are_not_dropped()
    {
        using var scenario = new Scenario(Scenario.Config.Replace("env: {\"WHO\": \"env://HOME\"},", "", StringComparison.Ordinal), Files);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        scenario.Cloud.Put("user.txt", "uses id-1");
        Assert.Contains((await RunAsync(scenario)).Diagnostics, found => found.Code.StartsWith("ENV", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renaming_there_and_back_is_the_identity()
        => await Gen.Select(Gen.String[Gen.Char["abc[]\"/() \n"], 0, 30], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3])
            .SampleAsync(
                async (text, extension, target, references) =>
                {
                    var user = string.Concat(Enumerable.Repeat($"{text} out://mapped/old.txt[id] out://mapped/old.tx[id]", references));
                    using var scenario = Create(($"main/other.{Extensions[extension]}", user));
                    scenario.Cloud.Put($"other.{Extensions[extension]}", user);
                    var before = RepositoryState.Of(scenario.Repository);
                    Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, "mapped/old", Targets[target])).Outcome);
                    Assert.NotEqual(before, RepositoryState.Of(scenario.Repository));
                    Assert.Equal(RunOutcome.Done, (await RunAsync(scenario, Targets[target], "mapped/old")).Outcome);
                    Assert.Equal(before, RepositoryState.Of(scenario.Repository));
                },
                iter: 12,
                threads: 1);

    private static Scenario Create(params (string, string)[] more)
    {
        var scenario = new Scenario([.. Files, .. more]);
        scenario.Cloud.Put("mapped/id-1.txt", "the body");
        scenario.Cloud.Put("user.txt", "uses id-1");
        return scenario;
    }

    private static async Task<RenameResult> RunAsync(Scenario scenario, string from = "mapped/old", string to = "mapped/new")
        => await new RenameWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new RenameRequest($"main/{from}.txt", $"main/{to}.txt", scenario.Repository.Root),
            Scenario.Ignore,
            CancellationToken.None);
}
