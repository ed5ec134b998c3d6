using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

[Trait("kind", "process")]
public sealed class PlanWorkflowTests
{
    [Fact]
    public async Task Plan_of_a_body_that_does_not_parse_names_the_line()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.json", "{\n  \"a\": ,\n}\n");
        scenario.Repository.Stage("main/b.json", "{\n  \"b\": 1\n}\n");
        scenario.Connector.Failing("Plan", "*", "no JSON");

        var plan = await scenario.PlanAsync();

        Assert.Equal(["main/a.json:2:8", "main/b.json"], plan.Diagnostics.Select(found => found.Location!.ToString()));
        Assert.Equal(["the file does not parse: Expected a value, found `,`"], plan.Diagnostics[0].Notes);
    }

    [Fact]
    public async Task A_variable_that_is_not_set_is_bad_configuration_and_holds_up_no_other_connector()
    {
        using var scenario = new Scenario("""
            AutoschematicConfig(prefixes: {
                "main": Prefix(connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"A": "env://NOT_SET"})]),
                "other": Prefix(connectors: [Connector(shortname: "good", spec: Binary(path: "good"))]),
            })
            """);
        scenario.Pool.Add("other", new FakeConnector("good", scenario.Cloud));
        scenario.Repository.Stage("main/a.txt", "a");
        scenario.Repository.Stage("other/b.txt", "b");

        Assert.Equal(
            """
            error main/a.txt
            create other/b.txt
              create b.txt
            ENV004 The variable `NOT_SET`, which connector `fake` of prefix `main` gets as `A`, is not set
            Usage
            """,
            Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task What_is_unchanged_is_shown_without_its_bodies_and_keeps_its_place_in_the_order()
    {
        using var scenario = new Scenario(("main/refers.txt", "to out://net.txt[id]"), ("main/net.txt", "old"));
        scenario.Cloud.Put("refers.txt", "to id-1");
        scenario.Cloud.Put("net.txt", "old");
        scenario.Repository.Write(".autoschematic/main/net.txt.out.json", """{"OutputMap": {"id": "id-1"}}""").Write("main/net.txt", "new");
        scenario.Selection = new(new SelectionMode.All());

        var plan = await scenario.PlanAsync();

        var (net, refers) = (plan.Resources[0], plan.Resources[1]);
        Assert.Equal(("update", "new", "old"), (net.Action.Word, Text(net.Resolved), Text(net.Remote)));
        Assert.Equal(("unchanged", "", null, null), (refers.Action.Word, Text(refers.Desired), Text(refers.Resolved), Text(refers.Remote)));
        Assert.False(refers.IsDeletion);
        Assert.Equal(["main/refers.txt after main/net.txt"], plan.Edges.Select(edge => $"{edge.Dependent} after {edge.Dependency}"));

        static string? Text(ReadOnlyMemory<byte>? body) => body is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
    }

    [Fact]
    public async Task Every_staged_file_gets_exactly_one_action()
    {
        using var scenario = new Scenario(("main/gone.txt", "old"), ("main/edited.txt", "one"), ("main/kept.txt", "kept"));
        scenario.Cloud.Put("gone.txt", "old");
        scenario.Cloud.Put("edited.txt", "one");
        scenario.Cloud.Put("same.txt", "same");
        scenario.Cloud.Put("solid.txt", "old stone");
        scenario.Repository.StageDeletion("main/gone.txt").Stage("main/edited.txt", "two").Stage("main/new.txt", "new")
            .Stage("main/same.txt", "same").Stage("main/solid.txt", "new stone").Stage("main/waits.txt", "uses out://new.txt[id]")
            .Stage("main/bad.txt", "bad").Stage("main/notes.md", "notes");
        scenario.Connector.Failing("Get", "bad.txt", "the service said no");
        scenario.Connector.Planner = (address, before, after) => address.Text != "solid.txt" ? null
            : [new ConnectorOp("delete", [], "drop the old one", OpKind.Delete), new ConnectorOp($"create {after}", [], "make a new one", OpKind.Create)];

        var plan = await scenario.PlanAsync();

        Assert.Equal("""
            error main/bad.txt
            update main/edited.txt
              update edited.txt
            delete main/gone.txt
              delete gone.txt
            create main/new.txt
              create new.txt
            unchanged main/same.txt
            replace main/solid.txt
              drop the old one
              make a new one
            deferred main/waits.txt as create, waiting for new.txt[id]
            main/waits.txt after main/new.txt (Reference)
            not managed main/notes.md
            CON003 Connector `fake` failed in `Get`: the service said no
            Partly
            """, Scenario.Show(plan));
        Assert.Equal((1, 1, 1), (plan.Deletions, plan.Replacements, plan.IrreversibleOps));
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Nothing_staged_is_an_empty_plan_that_says_so()
    {
        using var scenario = new Scenario(("main/a.txt", "a"));
        Assert.Equal("SEL019 No file below a prefix is staged in git\nDone", Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task Changes_are_an_outcome_only_when_asked_for()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "a");
        Assert.Equal(RunOutcome.Done, (await scenario.PlanAsync()).Outcome);
        Assert.Equal(RunOutcome.ChangesFound, (await scenario.PlanAsync(request => request with { ReportChanges = true })).Outcome);
    }

    [Fact]
    public async Task The_staged_content_is_planned_and_an_edit_after_it_is_warned_of()
    {
        using var scenario = new Scenario(("main/a.txt", "one"));
        scenario.Cloud.Put("a.txt", "two");
        scenario.Repository.Stage("main/a.txt", "two").Write("main/a.txt", "three");

        Assert.Equal("""
            unchanged main/a.txt
            PLN001 `main/a.txt` has changes that are not staged; the staged content is planned
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task A_connector_that_does_not_start_hides_nothing_of_another()
    {
        using var scenario = new Scenario("""
            AutoschematicConfig(prefixes: {
                "main": Prefix(connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"))]),
                "other": Prefix(connectors: [Connector(shortname: "dead", spec: Binary(path: "dead"), env: {"A": "env://HOME"})]),
            })
            """);
        scenario.Pool.AddFailing("other", "dead", new ConnectorException(ConnectorFailure.NotStarted, "dead", "Version", "exit code 3")
        {
            LogTail = ["Traceback", "boom"],
        });
        scenario.Repository.Stage("main/a.txt", "a").Stage("other/b.txt", "b");

        var plan = await scenario.PlanAsync();

        Assert.Equal("""
            create main/a.txt
              create a.txt
            error other/b.txt
            CON001 Connector `dead` of prefix `other` did not start: exit code 3
            Partly
            """, Scenario.Show(plan));
        Assert.Equal(["Traceback", "boom"], plan.Diagnostics[0].Notes);
    }

    [Fact]
    public async Task After_a_failed_init_nothing_is_read_or_planned()
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("Init", "", "bad credentials");
        scenario.Repository.Stage("main/a.txt", "a");

        Assert.Equal("""
            error main/a.txt
            CON002 Connector `fake` of prefix `main` failed to initialise: bad credentials
            Error
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(["Init", "Filter"], scenario.Connector.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task The_first_connector_in_file_order_owns_a_file()
    {
        using var scenario = TwoConnectors();
        scenario.Repository.Stage("main/a.txt", "a");

        var plan = await scenario.PlanAsync();

        Assert.Equal(["fake"], plan.Resources.Select(resource => resource.Connector));
    }

    [Fact]
    public async Task Narrowing_to_a_connector_does_not_give_it_files_of_another()
    {
        using var scenario = TwoConnectors();
        scenario.Repository.Stage("main/a.txt", "a");
        scenario.Selection = scenario.Selection with { Connector = "second" };

        Assert.Equal("Done", Scenario.Show(await scenario.PlanAsync()));
        Assert.DoesNotContain(scenario.Connector.Calls, call => call.Method == "Init");
    }

    [Fact]
    public async Task An_owner_is_uncertain_when_an_earlier_connector_could_not_be_asked()
    {
        using var scenario = TwoConnectors();
        scenario.Connector.Failing("Filter", "*", "boom");
        scenario.Repository.Stage("main/a.txt", "a");

        Assert.Equal("""
            create main/a.txt
              create a.txt
            PLN012 `main/a.txt` is taken for a resource of `second`, but connector `fake` comes first and could not be asked
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
        var applied = await scenario.ApplyAsync();
        Assert.Equal(RunOutcome.Error, applied.Outcome);
        Assert.Equal("", scenario.Remote());
    }

    [Fact]
    public async Task A_resource_that_another_body_still_needs_is_not_planned_for_deletion()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/user.txt", "uses out://a.txt[id]"), ("main/note.md", "out://a.txt[id]"));
        scenario.Cloud.Put("a.txt", "a");
        scenario.Repository.StageDeletion("main/a.txt");

        Assert.Equal("""
            error main/a.txt
            PLN003 `main/a.txt` is to be deleted, but `main/user.txt` still refers to it
            Error
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task A_deletion_comes_after_what_stops_to_need_it()
    {
        using var scenario = new Scenario(("main/a.txt", "a"), ("main/user.txt", "uses out://a.txt[id]"));
        scenario.Cloud.Put("a.txt", "a");
        scenario.Cloud.Put("user.txt", "uses x");
        scenario.Repository.StageDeletion("main/a.txt").Stage("main/user.txt", "uses nothing");

        Assert.Equal("""
            delete main/a.txt
              delete a.txt
            update main/user.txt
              update user.txt
            main/a.txt after main/user.txt (Deletion)
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task Children_come_after_their_parent_and_are_deleted_before_it()
    {
        using var scenario = new Scenario(("main/old.txt", "p"), ("main/old/child.txt", "c"));
        scenario.Cloud.Put("old.txt", "p");
        scenario.Cloud.Put("old/child.txt", "c");
        scenario.Repository.StageDeletion("main/old.txt").StageDeletion("main/old/child.txt")
            .Stage("main/new.txt", "another p").Stage("main/new/child.txt", "another c");

        Assert.Equal("""
            create main/new.txt
              create new.txt
            create main/new/child.txt
              create child.txt
            delete main/old.txt
              delete old.txt
            delete main/old/child.txt
              delete child.txt
            main/new/child.txt after main/new.txt (Parent)
            main/old.txt after main/old/child.txt (Parent)
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task A_cycle_is_printed()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "out://b.txt[id]").Stage("main/b.txt", "out://c.txt[id]")
            .Stage("main/c.txt", "out://a.txt[id]").Stage("main/d.txt", "d");

        var plan = await scenario.PlanAsync();

        Assert.Equal(["error", "error", "error", "create"], plan.Resources.Select(resource => resource.Action.Word));
        Assert.Equal(
            ["These resources need each other: `main/a.txt` → `main/b.txt` → `main/c.txt` → `main/a.txt`"],
            plan.Diagnostics.Select(item => item.Message).Distinct());
    }

    [Fact]
    public async Task A_mapping_may_wait_for_an_output()
    {
        using var scenario = new Scenario();
        scenario.Connector.WaitsFor["mapped/net/sub.txt"] = new("mapped/net.txt", "id");
        scenario.Repository.Stage("main/mapped/net.txt", "net").Stage("main/mapped/net/sub.txt", "sub");

        Assert.Equal("""
            create main/mapped/net.txt
              create net.txt
            deferred main/mapped/net/sub.txt as create, waiting for mapped/net.txt[id]
            main/mapped/net/sub.txt after main/mapped/net.txt (Mapping)
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task Waiting_for_a_file_that_is_not_there_is_said()
    {
        using var scenario = new Scenario();
        scenario.Repository.Stage("main/a.txt", "out://missing.txt[id]");

        Assert.Equal("""
            deferred main/a.txt as create, waiting for missing.txt[id]
            PLN009 `main/a.txt` waits for `out://missing.txt[id]`, but there is no file at that address
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Fact]
    public async Task References_are_replaced_before_the_connector_sees_the_body()
    {
        using var scenario = new Scenario(("main/net.txt", "net"), (".autoschematic/main/net.txt.out.json", """{"OutputMap": {"id": "net-1"}}"""));
        scenario.Cloud.Put("a.txt", "uses net-1");
        scenario.Repository.Stage("main/a.txt", "uses out://net.txt[id]");

        Assert.Equal("""
            unchanged main/a.txt
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData(".git/hooks/x")]
    [InlineData("autoschematic.ron")]
    public async Task An_address_that_cannot_be_used_fails_its_resource_alone(string address)
    {
        using var scenario = new Scenario();
        scenario.Connector.Mapper = virtualAddress => virtualAddress.Text == "a.txt" ? new PhysicalMapping.Present(address) : null;
        scenario.Repository.Stage("main/a.txt", "a").Stage("main/b.txt", "b");

        var plan = await scenario.PlanAsync();

        Assert.Equal(["error", "create"], plan.Resources.Select(resource => resource.Action.Word));
        Assert.StartsWith(
            $"Connector `fake` failed in `AddrVirtToPhy`: it returned the address `{address}`, which ", plan.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(scenario.Connector.Calls, call => call.Method == "Get" && call.Address != "b.txt");
    }

    [Fact]
    public async Task An_empty_body_is_refused_for_a_connector_that_would_take_it_for_a_deletion()
    {
        using var scenario = new Scenario("""
            AutoschematicConfig(prefixes: {"main": Prefix(
                connectors: [Connector(shortname: "fake", spec: PythonLocal(path: "fake.py"), env: {"A": "env://HOME"})])})
            """, ("fake.py", ""));
        scenario.Cloud.Put("a.txt", "a");
        scenario.Repository.Stage("main/a.txt", "");

        scenario.Connector.Capabilities = ConnectorCapabilities.Plain;
        Assert.Equal("""
            error main/a.txt
            PLN002 The body of `main/a.txt` is empty, and connector `fake` could not tell that from a deletion
            Error
            """, Scenario.Show(await scenario.PlanAsync()));

        scenario.Connector.Capabilities = ConnectorCapabilities.Plain with { Revision = 1 };
        Assert.Equal(["update"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    [Fact]
    public async Task Declared_kinds_are_answered_without_asking()
    {
        using var scenario = new Scenario(("main/nets/a.txt", "one"), (".autoschematic/main/nets/a.txt.out.json", """{"OutputMap": {"id": "n-1"}}"""));
        scenario.Connector.Capabilities = scenario.Connector.Capabilities with
        {
            Kinds = [new DeclaredKind("nets/[name].txt", FilterBits.Resource, DeclaredMapping.ByOutput, "id", DeclaredEquality.Bytes)],
        };
        scenario.Cloud.Put("nets/n-1.txt", "one");
        scenario.Repository.Stage("main/nets/a.txt", "two").Stage("main/nets/b.txt", "b").Stage("main/else.txt", "x");

        Assert.Equal("""
            update main/nets/a.txt
              update n-1.txt
            create main/nets/b.txt
              create b.txt
            not managed main/else.txt
            Done
            """, Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal(
            ["Get nets/n-1.txt", "Init ", "Plan nets/b.txt", "Plan nets/n-1.txt"],
            scenario.Connector.Calls.Select(call => call.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_of_connectors_are_cleaned_and_redacted()
    {
        using var scenario = new Scenario();
        scenario.Connector.Planner = (_, _, _) => [new ConnectorOp("x", [], $"\u001b[31mwith {scenario.Repository.Host.Variables["HOME"]}", OpKind.Create)];
        scenario.Repository.Stage("main/a.txt", "a");

        var plan = await scenario.PlanAsync();

        Assert.Equal("with ***", plan.Resources[0].Ops[0].Message);
    }

    [Fact]
    public async Task An_orphan_is_planned_only_when_pruned()
    {
        using var scenario = new Scenario((".autoschematic/main/mapped/a.txt.out.json", """{"OutputMap": {"id": "id-7"}}"""));
        scenario.Cloud.Put("mapped/id-7.txt", "a");
        scenario.Selection = new(new SelectionMode.All());
        Assert.Empty((await scenario.PlanAsync()).Resources);

        scenario.Selection = scenario.Selection with { Prune = true };
        Assert.Equal(["delete"], (await scenario.PlanAsync()).Resources.Select(resource => resource.Action.Word));
    }

    [Fact]
    public async Task A_cancelled_plan_is_interrupted()
    {
        using var scenario = new Scenario();
        using var cancel = new CancellationTokenSource();
        scenario.Connector.Before = async (call, token) =>
        {
            if (call.Method == "Get")
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            }
        };
        scenario.Repository.Stage("main/a.txt", "a");
        var plan = await new PlanWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new PlanRequest(scenario.Selection), _ => { }, cancel.Token);
        Assert.Equal(RunOutcome.Interrupted, plan.Outcome);
    }

    [Fact]
    public async Task An_unknown_prefix_is_bad_usage()
    {
        using var scenario = new Scenario();
        scenario.Selection = scenario.Selection with { Prefix = "nowhere" };
        Assert.Equal(RunOutcome.Usage, (await scenario.PlanAsync()).Outcome);
    }

    private static Scenario TwoConnectors()
    {
        var scenario = new Scenario("""
            AutoschematicConfig(prefixes: {"main": Prefix(connectors: [
                Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"A": "env://HOME"}),
                Connector(shortname: "second", spec: Binary(path: "second")),
            ])})
            """);
        scenario.Pool.Add("main", new FakeConnector("second", scenario.Cloud));
        return scenario;
    }
}
