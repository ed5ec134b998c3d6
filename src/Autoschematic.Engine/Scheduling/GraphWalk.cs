using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Autoschematic.Engine.Scheduling;

/// <summary>Visits the nodes of a graph, none before those it depends on, as many at once as edges and a limit allow.</summary>
/// <param name="dependencies">For each node the nodes that come before it.</param>
/// <param name="isLast">Nodes that start only when no other one runs or could start.</param>
/// <param name="parallelism">Nodes visited at once.</param>
internal sealed class GraphWalk(IReadOnlyList<IReadOnlyCollection<int>> dependencies, Func<int, bool> isLast, int parallelism)
{
    private readonly NodeEnd?[] ends = new NodeEnd?[dependencies.Count];
    private readonly int[] open = new int[dependencies.Count];
    private readonly ILookup<int, int> dependents = Enumerable.Range(0, dependencies.Count)
        .SelectMany(node => dependencies[node].Distinct().Select(dependency => (dependency, node)))
        .ToLookup(edge => edge.dependency, edge => edge.node);

    private readonly SortedSet<int> ready = [];
    private readonly SortedSet<int> readyLast = [];
    private readonly SortedSet<int> waiting = [];
    private readonly HashSet<int> running = [];
    private readonly Channel<(int Node, Task<StepResult> Visit)> finished = Channel.CreateUnbounded<(int, Task<StepResult>)>();
    private readonly int[] before = new int[dependencies.Count];
    private ILookup<int, int> followers = Enumerable.Empty<int>().ToLookup(node => node);
    private bool isOrderLifted;

    /// <summary>For each node those that come before it when they come at all: it starts when they have ended, however they did.</summary>
    public IReadOnlyList<IReadOnlyCollection<int>> Earlier { get; init; } = [];

    /// <summary>Walks once; what a visit throws ends the walk after the visits that run have ended.</summary>
    /// <param name="mayStart">Asked before each start; once false, only what runs is finished.</param>
    public async Task<IReadOnlyList<NodeEnd>> RunAsync(Func<int, Task<StepResult>> visit, Func<bool> mayStart)
    {
        Exception? fault = null;
        for (var node = 0; node < open.Length; node++)
        {
            open[node] = dependencies[node].Distinct().Count();
            before[node] = node < Earlier.Count ? Earlier[node].Distinct().Count() : 0;
            MakeReadyWhenFree(node);
        }

        followers = Earlier.Index()
            .SelectMany(pair => pair.Item.Distinct().Select(earlier => (earlier, pair.Index)))
            .ToLookup(pair => pair.earlier, pair => pair.Index);

        while (true)
        {
            while (fault is null && running.Count < parallelism && mayStart() && TakeNext() is { } node)
            {
                running.Add(node);
                _ = VisitAsync(visit, node).ContinueWith(
                    ended => finished.Writer.TryWrite((node, ended)),
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
            }

            if (running.Count == 0)
            {
                if (fault is null && mayStart() && LiftOrder())
                {
                    continue;
                }

                break;
            }

            var (visited, ended) = await finished.Reader.ReadAsync(CancellationToken.None);
            running.Remove(visited);
            try
            {
                End(visited, await ended);
            }
            catch (Exception exception)
            {
                fault ??= exception;
            }
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return [.. Enumerable.Range(0, ends.Length).Select(EndOf)];
    }

    private static async Task<StepResult> VisitAsync(Func<int, Task<StepResult>> visit, int node)
    {
        // A visit that never waits must not keep the others from starting.
        await Task.Yield();
        return await visit(node);
    }

    private int? TakeNext()
    {
        if (ready.Count > 0)
        {
            var node = ready.Min;
            ready.Remove(node);
            return node;
        }

        if (readyLast.Count > 0 && running.All(isLast))
        {
            var node = readyLast.Min;
            readyLast.Remove(node);
            return node;
        }

        return null;
    }

    private void End(int node, StepResult result)
    {
        switch (result)
        {
            case StepResult.Done:
                ends[node] = new NodeEnd.Done();
                foreach (var dependent in dependents[node])
                {
                    open[dependent]--;
                    MakeReadyWhenFree(dependent);
                }

                LetFollow(node);
                ready.UnionWith(waiting.Where(other => !isLast(other)));
                readyLast.UnionWith(waiting.Where(isLast));
                waiting.Clear();
                break;
            case StepResult.Waiting:
                waiting.Add(node);
                break;
            default:
                ends[node] = new NodeEnd.Stopped();
                LetFollow(node);
                Skip(node);
                break;
        }
    }

    private void Skip(int because)
    {
        var queue = new Queue<int>(dependents[because]);
        while (queue.TryDequeue(out var node))
        {
            if (ends[node] is null)
            {
                ends[node] = new NodeEnd.Skipped(because);
                LetFollow(node);
                foreach (var dependent in dependents[node])
                {
                    queue.Enqueue(dependent);
                }
            }
        }
    }

    private void MakeReadyWhenFree(int node)
    {
        if (open[node] == 0 && (before[node] == 0 || isOrderLifted) && ends[node] is null)
        {
            (isLast(node) ? readyLast : ready).Add(node);
        }
    }

    private void LetFollow(int node)
    {
        // Once the order is lifted they have started already.
        if (isOrderLifted)
        {
            return;
        }

        foreach (var follower in followers[node])
        {
            before[follower]--;
            MakeReadyWhenFree(follower);
        }
    }

    /// <summary>What stalled keeps nobody that only has to come later.</summary>
    private bool LiftOrder()
    {
        if (isOrderLifted)
        {
            return false;
        }

        isOrderLifted = true;
        for (var node = 0; node < before.Length; node++)
        {
            if (before[node] > 0)
            {
                MakeReadyWhenFree(node);
            }
        }

        return ready.Count + readyLast.Count > 0;
    }

    private NodeEnd EndOf(int node)
        => ends[node] ?? (waiting.Contains(node) ? new NodeEnd.Stalled() : AfterStalled(node));

    /// <summary>What never became free depends on something that stalled, on a cycle, or on what was not started.</summary>
    private NodeEnd AfterStalled(int node)
    {
        var seen = new HashSet<int> { node };
        var queue = new Queue<int>([node]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var dependency in dependencies[current].Where(seen.Add))
            {
                if (waiting.Contains(dependency))
                {
                    return new NodeEnd.Skipped(dependency);
                }

                queue.Enqueue(dependency);
            }
        }

        return new NodeEnd.NotStarted();
    }
}
