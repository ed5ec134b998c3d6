using System.Globalization;
using Autoschematic.Engine.Workflows;
using Autoschematic.Testing.Connectors;
using CsCheck;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Random graphs of references, applied and deleted again over a real repository.</summary>
[Trait("kind", "process")]
public sealed class ApplyOrderTests
{
    private static readonly Gen<Graph> Graphs =
        from count in Gen.Int[2, 9]
        from edges in Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8]).Array[1, 14]
        from names in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from parallelism in Gen.Int[1, 4]
        select new Graph(names, edges, parallelism);

    [Fact]
    public Task Every_op_comes_after_those_it_needs_and_deletions_in_reverse()
        => Graphs.SampleAsync(
            async graph =>
            {
                using var scenario = new Scenario();
                foreach (var node in graph.Nodes)
                {
                    scenario.Repository.Stage($"main/mapped/{node}.txt", graph.BodyOf(node));
                }

                var made = await scenario.ApplyAsync(request => request with { Parallelism = graph.Parallelism });
                Assert.Equal((RunOutcome.Done, graph.Nodes.Count), (made.Outcome, made.DoneCount));
                AssertOrder(graph, Executed(scenario).Take(graph.Nodes.Count).ToList(), reversed: false);
                Assert.All((await scenario.PlanAsync()).Resources, resource => Assert.Equal("unchanged", resource.Action.Word));

                scenario.Repository.CommitAll();
                foreach (var node in graph.Nodes)
                {
                    scenario.Repository.StageDeletion($"main/mapped/{node}.txt");
                }

                var ids = scenario.Cloud.Objects.ToDictionary(
                    item => item.Key, item => int.Parse(item.Value.Body.Split(' ')[0], CultureInfo.InvariantCulture));
                var gone = await scenario.ApplyAsync(request => request with { Parallelism = graph.Parallelism });
                Assert.Equal((RunOutcome.Done, graph.Nodes.Count), (gone.Outcome, gone.DoneCount));
                Assert.Equal(("", ""), (scenario.Remote(), scenario.Tree()));
                AssertOrder(graph, [.. Executed(scenario).Skip(graph.Nodes.Count).Select(address => $"mapped/{ids[address]}.txt")], reversed: true);
            },
            iter: 8,
            threads: 1);

    [Fact]
    public Task No_op_starts_before_what_it_needs_is_done()
        => RandomChanges.Gen.SampleAsync(
            async changes =>
            {
                using var scenario = new Scenario();
                await changes.PrepareAsync(scenario);
                var (gate, running, most, time) = (new Lock(), 0, 0, 0);
                var (starts, ends, numbers) = (new Dictionary<int, int>(), new Dictionary<int, int>(), new Dictionary<FakeCall, int>());
                scenario.Connector.Before = async (call, _) =>
                {
                    if (call.Method == "OpExec")
                    {
                        lock (gate)
                        {
                            numbers[call] = NumberOf(scenario, call);
                            starts[numbers[call]] = ++time;
                            most = Math.Max(most, ++running);
                        }
                    }

                    await Task.Yield();
                };
                scenario.Connector.After = async (call, _) =>
                {
                    await Task.Yield();
                    lock (gate)
                    {
                        running--;
                        ends[numbers[call]] = ++time;
                    }
                };

                var result = await scenario.ApplyAsync(request => request with { Parallelism = changes.Parallelism });

                Assert.Equal(RunOutcome.Done, result.Outcome);
                Assert.True(most <= changes.Parallelism, $"{most} ran at once");
                Assert.All(changes.Resources, resource => Assert.Equal(resource.Fate != Fate.Kept, starts.ContainsKey(resource.Number)));
                foreach (var (first, second) in Orders(changes))
                {
                    Assert.True(ends[first] < starts[second], $"{second} began at {starts[second]}, {first} was done at {ends[first]}");
                }
            },
            iter: 12,
            threads: 1);

    /// <summary>Pairs of changed resources of which the first has to be done before the second starts.</summary>
    private static IEnumerable<(int First, int Second)> Orders(RandomChanges changes)
    {
        var all = changes.Resources.Where(resource => resource.Fate != Fate.Kept).ToList();
        foreach (var resource in all)
        {
            foreach (var other in all.Where(other => other != resource))
            {
                var isNeeded = resource.After.Contains(other.Number) || resource.Parent == other.Number;
                var wasNeeded = resource.Before.Contains(other.Number) || resource.Parent == other.Number;
                if (resource.Fate != Fate.Deleted && other.Fate != Fate.Deleted && isNeeded)
                {
                    yield return (other.Number, resource.Number);
                }
                else if (other.Fate == Fate.Deleted && (wasNeeded || resource.Fate != Fate.Deleted))
                {
                    yield return (resource.Number, other.Number);
                }
            }
        }
    }

    /// <summary>The resource that an op is about: a body begins with its number, and a deletion is about what is there.</summary>
    private static int NumberOf(Scenario scenario, FakeCall call)
    {
        var body = call.Detail == "delete" ? scenario.Cloud[call.Address]!.Body : call.Detail.Split(' ', 2)[1];
        return int.Parse(body.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    private static List<string> Executed(Scenario scenario)
        => [.. scenario.Connector.Calls.Where(call => call.Method == "OpExec").Select(call => call.Address)];

    private static void AssertOrder(Graph graph, List<string> executed, bool reversed)
    {
        Assert.Equal(graph.Nodes.Count, executed.Count);
        foreach (var (dependent, dependency) in graph.Edges)
        {
            var first = executed.IndexOf($"mapped/{(reversed ? dependent : dependency)}.txt");
            var second = executed.IndexOf($"mapped/{(reversed ? dependency : dependent)}.txt");
            Assert.True(first < second, $"{dependent} needs {dependency}: {string.Join(' ', executed)}");
        }
    }

    private sealed class Graph(int[] names, (int From, int To)[] edges, int parallelism)
    {
        public IReadOnlyList<int> Nodes => names;

        public int Parallelism => parallelism;

        // A place refers only to places before it; names are shuffled, so file order says nothing.
        public IReadOnlyList<(int Dependent, int Dependency)> Edges { get; } =
        [
            .. edges.Select(edge => (High: Math.Max(edge.From, edge.To), Low: Math.Min(edge.From, edge.To)))
                .Where(edge => edge.High < names.Length && edge.Low < edge.High)
                .Select(edge => (names[edge.High], names[edge.Low]))
                .Distinct(),
        ];

        public string BodyOf(int node)
            => $"{node} needs{string.Concat(Edges.Where(edge => edge.Dependent == node).Select(edge => $" out://mapped/{edge.Dependency}.txt[id]"))}";

        public override string ToString() => string.Join(", ", Edges.Select(edge => $"{edge.Dependent}→{edge.Dependency}"));
    }
}
