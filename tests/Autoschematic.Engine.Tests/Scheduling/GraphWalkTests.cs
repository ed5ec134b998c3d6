using Autoschematic.Engine.Scheduling;
using CsCheck;

namespace Autoschematic.Engine.Tests.Scheduling;

public sealed class GraphWalkTests
{
    private static readonly Gen<Case> Cases =
        from count in Gen.Int[1, 12]
        from edges in Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11]).Array[0, 30]
        from last in Gen.Bool.Array[count]
        from results in Gen.Int[0, 9].Array[count]
        from parallelism in Gen.Int[1, 6]
        select new Case(count, edges, last, results, parallelism);

    [Fact]
    public Task No_node_starts_before_its_dependencies_are_done()
        => Cases.SampleAsync(async sample =>
        {
            var log = new VisitLog();
            var ends = await sample.Walk().RunAsync(node => log.VisitAsync(node, sample.ResultOf(node)), () => true);
            var events = log.Events;
            for (var node = 0; node < sample.Count; node++)
            {
                var start = events.IndexOf((node, "start"));
                foreach (var dependency in sample.Dependencies[node])
                {
                    Assert.True(start < 0 || ends[dependency] is NodeEnd.Done);
                    Assert.True(start < 0 || events.IndexOf((dependency, "end")) < start);
                }
            }
        }, iter: 300);

    [Fact]
    public Task Every_node_is_visited_once_or_depends_on_one_that_stopped()
        => Cases.SampleAsync(async sample =>
        {
            var log = new VisitLog();
            var ends = await sample.Walk().RunAsync(node => log.VisitAsync(node, sample.ResultOf(node)), () => true);
            for (var node = 0; node < sample.Count; node++)
            {
                var visits = log.Events.Count(item => item == (node, "start"));
                Assert.Equal(ends[node] is NodeEnd.Skipped ? 0 : 1, visits);
                if (ends[node] is NodeEnd.Skipped skipped)
                {
                    Assert.IsType<NodeEnd.Stopped>(ends[skipped.Because]);
                    Assert.True(sample.Reaches(node, skipped.Because));
                }
            }
        }, iter: 300);

    [Fact]
    public Task What_comes_last_starts_only_when_nothing_else_runs_or_is_free()
        => Cases.SampleAsync(async sample =>
        {
            var log = new VisitLog();
            await sample.Walk().RunAsync(node => log.VisitAsync(node, StepResult.Done), () => true);
            var (begun, ended) = (new HashSet<int>(), new HashSet<int>());
            foreach (var (node, what) in log.Events)
            {
                if (what == "start" && sample.Last[node])
                {
                    // What needs a last node itself may become free while another last node is about to start.
                    Assert.DoesNotContain(Enumerable.Range(0, sample.Count), other =>
                        !ended.Contains(other) && sample.IsApartFromLast(other));
                }

                (what == "start" ? begun : ended).Add(node);
                Assert.True(begun.Count - ended.Count <= sample.Parallelism);
            }
        }, iter: 300);

    [Fact]
    public async Task A_waiting_node_is_visited_again_when_another_is_done()
    {
        var visits = new List<int>();
        var produced = false;
        var ends = await new GraphWalk([[], []], _ => false, 1).RunAsync(node =>
        {
            visits.Add(node);
            produced |= node == 1;
            return Task.FromResult(node == 0 && !produced ? StepResult.Waiting : StepResult.Done);
        }, () => true);
        Assert.Equal([0, 1, 0], visits);
        Assert.All(ends, end => Assert.IsType<NodeEnd.Done>(end));
    }

    [Fact]
    public async Task A_node_that_waits_for_nothing_left_stalls_with_its_dependents()
    {
        var ends = await new GraphWalk([[], [0], [1]], _ => false, 4).RunAsync(_ => Task.FromResult(StepResult.Waiting), () => true);
        Assert.Equal([new NodeEnd.Stalled(), new NodeEnd.Skipped(0), new NodeEnd.Skipped(0)], ends);
    }

    [Fact]
    public Task What_comes_earlier_has_ended_first_and_keeps_nobody_when_it_fails()
        => Cases.SampleAsync(async sample =>
        {
            var log = new VisitLog();
            var nothing = sample.Dependencies.Select(_ => (IReadOnlyCollection<int>)[]).ToList();
            var walk = new GraphWalk(nothing, _ => false, sample.Parallelism) { Earlier = sample.Dependencies };
            var ends = await walk.RunAsync(node => log.VisitAsync(node, sample.ResultOf(node)), () => true);
            var events = log.Events;
            for (var node = 0; node < sample.Count; node++)
            {
                Assert.Equal(sample.ResultOf(node) == StepResult.Done ? new NodeEnd.Done() : new NodeEnd.Stopped(), ends[node]);
                Assert.Equal(1, events.Count(item => item == (node, "start")));
                Assert.All(sample.Dependencies[node], earlier =>
                    Assert.True(events.IndexOf((earlier, "end")) < events.IndexOf((node, "start"))));
            }
        }, iter: 300);

    [Fact]
    public async Task What_stalls_keeps_nobody_that_only_comes_later_and_each_is_done_once()
    {
        var visits = new List<int>();
        var walk = new GraphWalk([[], [], [1]], _ => false, 1) { Earlier = [[], [0], []] };
        var ends = await walk.RunAsync(
            node =>
            {
                visits.Add(node);
                return Task.FromResult(node == 0 && !visits.Contains(2) ? StepResult.Waiting : StepResult.Done);
            },
            () => true);
        Assert.All(ends, end => Assert.IsType<NodeEnd.Done>(end));
        Assert.Equal([0, 1, 0, 2, 0], visits);
    }

    [Fact]
    public async Task What_depends_on_what_failed_is_skipped_and_lets_follow_what_only_comes_later()
    {
        var walk = new GraphWalk([[], [0], []], _ => false, 4) { Earlier = [[], [], [1]] };
        var ends = await walk.RunAsync(node => Task.FromResult(node == 0 ? StepResult.Stopped : StepResult.Done), () => true);
        Assert.Equal([new NodeEnd.Stopped(), new NodeEnd.Skipped(0), new NodeEnd.Done()], ends);
    }

    [Fact]
    public async Task Nothing_new_starts_once_it_must_not()
    {
        var stop = false;
        var ends = await new GraphWalk([[], [0]], _ => false, 4).RunAsync(_ =>
        {
            stop = true;
            return Task.FromResult(StepResult.Done);
        }, () => !stop);
        Assert.Equal([new NodeEnd.Done(), new NodeEnd.NotStarted()], ends);
    }

    [Fact]
    public async Task A_defect_ends_the_walk_after_what_runs_has_ended()
    {
        var other = new TaskCompletionSource<StepResult>();
        var walk = new GraphWalk([[], [], []], _ => false, 2).RunAsync(
            node => node == 0 ? throw new InvalidOperationException("defect") : other.Task, () => true);
        Assert.False(walk.IsCompleted);
        other.SetResult(StepResult.Done);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => walk);
        Assert.Equal("defect", thrown.Message);
    }

    private sealed record Case(int Count, (int From, int To)[] Edges, bool[] Last, int[] Results, int Parallelism)
    {
        // Edges only ever lead to smaller numbers, so that there is no cycle.
        public IReadOnlyList<IReadOnlyCollection<int>> Dependencies { get; } =
        [
            .. Enumerable.Range(0, Count).Select(node => (IReadOnlyCollection<int>)
            [
                .. Edges.Select(edge => (High: Math.Max(edge.From, edge.To), Low: Math.Min(edge.From, edge.To)))
                    .Where(edge => edge.High == node && edge.Low < node)
                    .Select(edge => edge.Low)
                    .Distinct(),
            ]),
        ];

        public GraphWalk Walk() => new(Dependencies, node => Last[node], Parallelism);

        public StepResult ResultOf(int node) => Results[node] == 0 ? StepResult.Stopped : StepResult.Done;

        public bool IsApartFromLast(int node) => !Last[node] && Dependencies[node].All(IsApartFromLast);

        public bool Reaches(int from, int to)
            => Dependencies[from].Any(dependency => dependency == to || Reaches(dependency, to));
    }

    private sealed class VisitLog
    {
        private readonly List<(int Node, string What)> events = [];

        public List<(int Node, string What)> Events
        {
            get
            {
                lock (events)
                {
                    return [.. events];
                }
            }
        }

        public async Task<StepResult> VisitAsync(int node, StepResult result)
        {
            Add(node, "start");
            await Task.Yield();
            Add(node, "end");
            return result;
        }

        private void Add(int node, string what)
        {
            lock (events)
            {
                events.Add((node, what));
            }
        }
    }
}
