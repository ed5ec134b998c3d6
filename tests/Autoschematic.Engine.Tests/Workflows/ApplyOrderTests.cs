using Autoschematic.Engine.Workflows;
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
                    item => item.Key, item => int.Parse(item.Value.Body.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
                var gone = await scenario.ApplyAsync(request => request with { Parallelism = graph.Parallelism });
                Assert.Equal((RunOutcome.Done, graph.Nodes.Count), (gone.Outcome, gone.DoneCount));
                Assert.Equal(("", ""), (scenario.Remote(), scenario.Tree()));
                AssertOrder(graph, [.. Executed(scenario).Skip(graph.Nodes.Count).Select(address => $"mapped/{ids[address]}.txt")], reversed: true);
            },
            iter: 8,
            threads: 1);

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
