using System.Globalization;
using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>`import --link` and `--verify`.</summary>
public sealed class ImportLinkTests
{
    private static readonly ImportRequest Linking = new() { Link = true, Verify = true };

    [Fact]
    public async Task Values_that_equal_one_output_become_references_and_nothing_else_changes()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("net.ron", "Net(name: \"blue\")", ("net_id", "net-0a1b2c"));
        scenario.Cloud.Put("vm.json", """
            {
              "net":   "net-0a1b2c", // kept
              "net-0a1b2c": 1,
              "note": "in net-0a1b2c",
              "list": [ "net-0a1b2c" ]
            }
            """);
        scenario.Cloud.Put("db.ron", "Db(net: r#\"net-0a1b2c\"#, /* \"net-0a1b2c\" */ size: 1)");
        scenario.Cloud.Put("notes.txt", "net-0a1b2c");

        var result = await RunAsync(scenario, Linking);

        Assert.Equal(
            """
            db.ron -> db.ron: imported
            net.ron -> net.ron: imported
            notes.txt -> notes.txt: imported
            vm.json -> vm.json: imported
            main/db.ron net = out://net.ron[net_id]
            main/vm.json net = out://net.ron[net_id]
            main/vm.json list[0] = out://net.ron[net_id]
            outcome Done
            """,
            Describe(result));
        Assert.Equal(
            """
            == .autoschematic/main/net.ron.out.json
            {
              "OutputMap": {
                "net_id": "net-0a1b2c"
              }
            }
            == main/db.ron
            Db(net: r#"out://net.ron[net_id]"#, /* "net-0a1b2c" */ size: 1)
            == main/net.ron
            Net(name: "blue")
            == main/notes.txt
            net-0a1b2c
            == main/vm.json
            {
              "net":   "out://net.ron[net_id]", // kept
              "net-0a1b2c": 1,
              "note": "in net-0a1b2c",
              "list": [ "out://net.ron[net_id]" ]
            }
            """,
            scenario.Listing());
        Assert.DoesNotContain(" M", scenario.Repository.Status(), StringComparison.Ordinal);
        scenario.Selection = new SelectionRequest(new SelectionMode.All());
        Assert.False((await scenario.PlanAsync()).HasChanges);
    }

    [Fact]
    public async Task Ambiguous_own_and_short_values_are_kept()
    {
        using var scenario = new Scenario((".autoschematic/main/gone.ron.out.json", """{"OutputMap": {"id": "orphaned-1"}}"""));
        scenario.Cloud.Put("a.json", """{"own": "mine-00001", "both": "shared-01", "self": "common-01", "gone": "orphaned-1"}""", ("id", "mine-00001"), ("name", "common-01"));
        scenario.Cloud.Put("b.json", """{"short": "eu-west"}""", ("id", "shared-01"), ("zone", "eu-west"));
        scenario.Cloud.Put("c.json", "{}", ("id", "shared-01"), ("name", "common-01"));

        Assert.Equal(
            """
            a.json -> a.json: imported
            b.json -> b.json: imported
            c.json -> c.json: imported
            main/a.json both kept: out://b.json[id] out://c.json[id] (Ambiguous)
            main/a.json self kept: out://a.json[name] out://c.json[name] (Ambiguous)
            outcome Done
            """,
            Describe(await RunAsync(scenario, Linking)));
    }

    [Fact]
    public async Task A_link_never_closes_a_cycle()
    {
        using var scenario = new Scenario(("main/z.json", """{"first": "out://a.json[id]"}"""));
        scenario.Cloud.Put("a.json", """{"peer": "id-of-b-1", "later": "id-of-z-1"}""", ("id", "id-of-a-1"));
        scenario.Cloud.Put("b.json", """{"peer": "id-of-a-1"}""", ("id", "id-of-b-1"));
        scenario.Cloud.Put("b/child.json", """{"parent": "id-of-b-1"}""", ("id", "id-of-child"));
        scenario.Cloud.Put("c.json", """{"child": "id-of-child"}""", ("id", "id-of-c-1"));
        scenario.Repository.Write(".autoschematic/main/z.json.out.json", """{"OutputMap": {"id": "id-of-z-1"}}""");

        Assert.Equal(
            """
            a.json -> a.json: imported
            b.json -> b.json: imported
            b/child.json -> b/child.json: imported
            c.json -> c.json: imported
            main/a.json peer = out://b.json[id]
            main/b/child.json parent = out://b.json[id]
            main/c.json child = out://b/child.json[id]
            main/a.json later kept: out://z.json[id] (Cycle)
            main/b.json peer kept: out://a.json[id] (Cycle)
            outcome Done
            """,
            Describe(await RunAsync(scenario, Linking)));
    }

    [Fact]
    public async Task Sensitive_outputs_are_never_linked_shown_nor_written_in_clear()
    {
        using var scenario = new Scenario();
        scenario.Cloud.PutSensitive("a.json", """{"x": 1}""", "password", "hunter2secret");
        scenario.Cloud.Put("b.json", """{"password": "hunter2secret"}""");

        var result = await RunAsync(scenario, Linking);

        Assert.Empty(result.Links!.Linked);
        Assert.Empty(result.Links.Left);
        Assert.False(scenario.Repository.Exists("main/b.json"));
        Assert.Contains("WRK009", result.Diagnostics.Select(found => found.Code));
        Assert.DoesNotContain("hunter2secret", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verification_names_what_a_plan_would_change_and_exits_as_partly_done()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.json", "{}");
        scenario.Cloud.Put("b.json", "{}");
        scenario.Connector.Planner = (address, _, _) => address.Text == "b.json" ? [new("update {}", [], "again", OpKind.Update)] : [];

        Assert.Equal(
            """
            a.json -> a.json: imported
            b.json -> b.json: imported
            main/b.json not verified: update
            Warning IMP005 A plan would change 1 imported resource
            outcome Partly
            """,
            Describe(await RunAsync(scenario, new ImportRequest { Verify = true })));
    }

    [Fact]
    public async Task An_import_that_was_cut_short_anywhere_is_finished_by_the_next_one()
    {
        const int count = 12;
        using var whole = Chain(count);
        Assert.Equal(RunOutcome.Done, (await RunAsync(whole, Linking)).Outcome);

        // As a killed process leaves it: some files written, linked or not, and nothing staged.
        for (var written = 0; written <= count; written += 3)
        {
            using var cut = Chain(count);
            await RunAsync(cut, new ImportRequest(Subpath: "r/0*", Stage: false) { Link = written % 2 == 0 });
            for (var index = written; index < 10; index++)
            {
                cut.Repository.Delete($"main/r/{index:00}.json");
            }

            var second = await RunAsync(cut, Linking);

            Assert.Equal(RunOutcome.Done, second.Outcome);
            Assert.Equal(whole.Listing(), cut.Listing());
            Assert.Equal(whole.Repository.Status(), cut.Repository.Status());
        }
    }

    [Fact]
    public async Task A_file_of_the_user_is_not_linked_by_a_later_import()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.json", "{}", ("id", "id-of-a-1"));
        scenario.Cloud.Put("b.json", """{"a": "id-of-a-1"}""");
        scenario.Repository.Write("main/b.json", """{"a": "id-of-a-1", "mine": true}""");

        Assert.Empty((await RunAsync(scenario, new ImportRequest { Link = true })).Links!.Linked);
        Assert.Equal("""{"a": "id-of-a-1", "mine": true}""", scenario.Repository.Read("main/b.json"));
        Assert.Contains("?? main/b.json", scenario.Repository.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thousand_linked_resources_are_linked_whole_and_right()
    {
        const int count = 1000;
        using var scenario = Chain(count);

        var result = await RunAsync(scenario, Linking);

        Assert.Equal(RunOutcome.Done, result.Outcome);
        Assert.Empty(result.Unproven!);
        Assert.Equal(count - 1, result.Links!.Linked.Count);
        Assert.All(result.Links.Linked, link => Assert.Equal(
            int.Parse(link.Resource.Address.Path.Name[..^5], CultureInfo.InvariantCulture) - 1,
            int.Parse(link.Reference.Address[2..^5], CultureInfo.InvariantCulture)));
    }

    /// <summary>Resources of which each holds the id of the one before it.</summary>
    private static Scenario Chain(int count)
    {
        var scenario = new Scenario();
        for (var index = 0; index < count; index++)
        {
            var body = index == 0 ? "{}" : $$"""{"before": "{{IdOf(index - 1)}}"}""";
            scenario.Cloud.Put($"r/{index:00}.json", body, ("id", IdOf(index)));
        }

        return scenario;
    }

    private static string IdOf(int index) => $"id-of-number-{index}";

    private static async Task<ImportResult> RunAsync(Scenario scenario, ImportRequest request)
        => await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);

    private static string Describe(ImportResult result)
    {
        var text = new StringBuilder();
        foreach (var resource in result.Resources)
        {
            var reason = resource.Status is ImportStatus.Failed failed ? $" ({failed.Diagnostic.Message})" : "";
            text.Append($"{resource.Listed} -> {resource.Address}: {resource.Status.Word}{reason}\n");
        }

        foreach (var link in result.Links?.Linked ?? [])
        {
            text.Append($"{link.Resource} {link.Field} = {link.Reference}\n");
        }

        foreach (var left in result.Links?.Left ?? [])
        {
            text.Append($"{left.Resource} {left.Field} kept: {string.Join(' ', left.Candidates)} ({left.Reason})\n");
        }

        foreach (var unproven in result.Unproven ?? [])
        {
            text.Append($"{unproven.Resource} not verified: {unproven.Action.Word}\n");
        }

        return text.Append(string.Concat(result.Diagnostics.Select(found => Scenario.Describe([found]) + "\n"))).Append($"outcome {result.Outcome}").ToString();
    }
}
