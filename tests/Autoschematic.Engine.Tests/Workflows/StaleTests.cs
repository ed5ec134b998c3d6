using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Applying;
using Autoschematic.Engine.Workflows.Planning;
using Autoschematic.Model.Connectors;
using CsCheck;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What becomes of a plan when somebody else is at work between planning and execution.</summary>
[Trait("kind", "process")]
public sealed class StaleTests
{
    [Fact]
    public async Task What_somebody_else_changed_is_named_and_the_rest_goes_on()
    {
        using var scenario = new Scenario(("main/app.txt", "app in net"), ("main/net.txt", "old net"), ("main/other.txt", "old"));
        scenario.Cloud.Put("app.txt", "app in net");
        scenario.Cloud.Put("net.txt", "old net");
        scenario.Cloud.Put("other.txt", "old");
        scenario.Repository.Stage("main/net.txt", "net output id=1").Stage("main/app.txt", "app in out://net.txt[id]").Stage("main/other.txt", "new");

        var result = await scenario.ApplyAsync(Meanwhile(() => scenario.Cloud.Put("net.txt", "changed by hand")));

        Assert.Equal("""
            skipped deferred main/app.txt 0/0: it needs `main/net.txt`, which was not done
            stale update main/net.txt 0/1
            done update main/other.txt 1/1
            APL040 `main/net.txt` was changed by someone else since it was planned, so it was not executed
            Stale
            """, Scenario.Show(result));
        Assert.Equal("OpExec other.txt update new", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task A_failure_besides_is_the_stronger_reason()
    {
        using var scenario = new Scenario();
        scenario.Connector.Failing("OpExec", "bad.txt", "no");
        scenario.Repository.Stage("main/bad.txt", "bad").Stage("main/net.txt", "net");

        var result = await scenario.ApplyAsync(Meanwhile(() => scenario.Cloud.Put("net.txt", "made by hand")));

        Assert.Equal(["failed", "stale"], result.Resources.Select(resource => resource.Status.Word));
        Assert.Equal(RunOutcome.Error, result.Outcome);
    }

    [Theory]
    [InlineData(true, "done", RunOutcome.Done)]
    [InlineData(false, "stale", RunOutcome.Stale)]
    public async Task A_body_that_means_the_same_is_no_change(bool isEqual, string word, RunOutcome outcome)
    {
        using var scenario = new Scenario(("main/net.txt", "old"));
        scenario.Cloud.Put("net.txt", "old");
        scenario.Connector.Equality = (_, _) => isEqual;
        scenario.Repository.Stage("main/net.txt", "new");

        var result = await scenario.ApplyAsync(Meanwhile(() => scenario.Cloud.Put("net.txt", "OLD")));

        Assert.Equal((word, outcome), (result.Resources[0].Status.Word, result.Outcome));
    }

    [Fact]
    public async Task Other_ops_than_planned_are_not_executed_though_the_body_means_the_same()
    {
        using var scenario = new Scenario(("main/net.txt", "old"));
        scenario.Cloud.Put("net.txt", "old");
        scenario.Connector.Equality = (_, _) => true;
        scenario.Connector.Planner = WithOldBody;
        scenario.Repository.Stage("main/net.txt", "new");

        var result = await scenario.ApplyAsync(Meanwhile(() => scenario.Cloud.Put("net.txt", "OLD")));

        Assert.Equal("stale", result.Resources[0].Status.Word);
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task What_an_op_of_the_same_run_changed_may_go_on_with_the_same_ops()
    {
        using var scenario = new Scenario(("main/app.txt", "app out://net.txt[id]"), ("main/net.txt", "net output id=1"));
        scenario.Cloud.Put("app.txt", "app 1");
        scenario.Cloud.Put("net.txt", "net output id=1");
        scenario.Repository.Write(".autoschematic/main/net.txt.out.json", """{"OutputMap": {"id": "1"}}""").CommitAll();
        scenario.Repository.Stage("main/net.txt", "net output id=1 wider").Stage("main/app.txt", "app out://net.txt[id] bigger");
        scenario.Connector.After = (call, _) =>
        {
            if (call.Address == "net.txt")
            {
                scenario.Cloud.Put("app.txt", "app 1, told by net");
            }

            return Task.CompletedTask;
        };

        var result = await scenario.ApplyAsync();

        Assert.Equal((RunOutcome.Done, 2), (result.Outcome, result.DoneCount));
    }

    [Fact]
    public async Task What_somebody_else_did_already_is_done()
    {
        using var scenario = new Scenario(("main/gone.txt", "gone"), ("main/net.txt", "old"));
        scenario.Cloud.Put("gone.txt", "gone");
        scenario.Cloud.Put("net.txt", "old");
        scenario.Repository.Stage("main/net.txt", "new").StageDeletion("main/gone.txt");

        var result = await scenario.ApplyAsync(Meanwhile(() =>
        {
            scenario.Cloud.Put("net.txt", "new");
            scenario.Cloud.Remove("gone.txt");
        }));

        Assert.Equal((RunOutcome.Done, 2, ""), (result.Outcome, result.DoneCount, scenario.Connector.Mutations));
    }

    [Fact]
    public async Task Maps_in_random_order_are_never_stale()
    {
        using var scenario = new Scenario(("main/a.json", "{}"), ("main/b.ron", "(x: 1)"));
        var reads = 0;
        scenario.Connector.Before = (call, _) =>
        {
            if (call.Method == "Get")
            {
                var even = Interlocked.Increment(ref reads) % 2 == 0;
                scenario.Cloud.Put("a.json", even ? """{"x": 1, "y": {"a": 1, "b": 2}}""" : """{ "y": {"b": 2, "a": 1}, "x": 1 }""");
                scenario.Cloud.Put("b.ron", even ? "(x: 1, y: {\"a\": 1, \"b\": 2})" : "( y: {\"b\": 2, \"a\": 1}, // why\n x: 1 )");
            }

            return Task.CompletedTask;
        };
        scenario.Repository.Stage("main/a.json", """{"x": 2}""").Stage("main/b.ron", "(x: 2)");

        var result = await scenario.ApplyAsync();

        Assert.Equal((RunOutcome.Done, 2), (result.Outcome, result.DoneCount));
    }

    [Fact]
    public Task Exactly_what_was_changed_and_its_dependents_are_refused()
        => RandomChanges.Gen.Select(Gen.Int[0, 255]).SampleAsync(
            async sample =>
            {
                var (changes, choice) = sample;
                using var scenario = new Scenario();
                await changes.PrepareAsync(scenario);
                scenario.Connector.Planner = WithOldBody;
                var before = scenario.Connector.Mutations;
                var changed = new HashSet<string>();

                var result = await scenario.ApplyAsync(request => request with
                {
                    Parallelism = changes.Parallelism,
                    Confirm = (plan, _) =>
                    {
                        foreach (var resource in plan.Resources.Where(resource => resource.Action.IsChange))
                        {
                            // What has no place yet cannot be changed by anybody.
                            var number = changes.Resources.Single(known => known.Address == resource.Resource.Address.Text).Number;
                            if ((choice >> number & 1) == 1 && resource.Physical is { } physical)
                            {
                                scenario.Cloud.Put(physical.Text, $"{number} changed by hand");
                                changed.Add(resource.Resource.ToString());
                            }
                        }

                        return Task.FromResult(true);
                    },
                });

                var dependents = Dependents(result.Plan, changed);
                Assert.Equal(
                    result.Resources.Select(resource => resource.Resource.ToString()).ToDictionary(
                        file => file, file => changed.Contains(file) && !dependents.Contains(file) ? "stale" : dependents.Contains(file) ? "skipped" : "done"),
                    result.Resources.ToDictionary(resource => resource.Resource.ToString(), resource => resource.Status.Word));
                Assert.Equal(changed.Count > 0 ? RunOutcome.Stale : RunOutcome.Done, result.Outcome);
                Assert.Equal(
                    result.Resources.Count(resource => resource.Status is ApplyStatus.Done),
                    scenario.Connector.Mutations.Split('\n').Length - (before.Length == 0 ? 0 : before.Split('\n').Length) - (scenario.Connector.Mutations.Length == 0 ? 1 : 0));
            },
            iter: 12,
            threads: 1);

    /// <summary>Everything that comes after one of these resources, directly or not.</summary>
    private static HashSet<string> Dependents(PlanResult plan, IEnumerable<string> files)
    {
        var found = new HashSet<string>();
        var queue = new Queue<string>(files);
        while (queue.TryDequeue(out var file))
        {
            foreach (var edge in plan.Edges.Where(edge => edge.Dependency.ToString() == file && found.Add(edge.Dependent.ToString())))
            {
                queue.Enqueue(edge.Dependent.ToString());
            }
        }

        return found;
    }

    private static Func<ApplyRequest, ApplyRequest> Meanwhile(Action change)
        => request => request with
        {
            Confirm = (_, _) =>
            {
                change();
                return Task.FromResult(true);
            },
        };

    /// <summary>Ops that depend on what is there, as those of a connector that changes single fields do.</summary>
    private static IReadOnlyList<ConnectorOp>? WithOldBody(Autoschematic.Model.Addresses.Address address, string? before, string? after)
        => (before, after) switch
        {
            (null, null) => [],
            (_, null) => [new("delete", [$"was {before}"], "delete", OpKind.Delete)],
            (null, { } body) => [new($"create {body}", [], "create", OpKind.Create)],
            ({ } old, { } body) => old == body ? [] : [new($"update {body}", [$"was {old}"], "update", OpKind.Update)],
        };
}
