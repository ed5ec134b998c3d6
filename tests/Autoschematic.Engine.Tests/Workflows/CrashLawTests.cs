using CsCheck;
using Autoschematic.Engine.Workflows;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Random changes over random graphs, crashed at random steps, also while they are resumed.</summary>
[Trait("kind", "process")]
public sealed class CrashLawTests
{
    private const int Cases = 24;

    private static readonly Fate[] Fates = [Fate.Created, Fate.Created, Fate.Updated, Fate.Deleted, Fate.Kept];

    private static readonly Gen<Node> GenNode = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Int[0, Fates.Length - 1], Gen.Int[0, 63],
        (mapped, output, fate, links) => new Node(mapped, output, Fates[fate], links));

    private static readonly Gen<Change> GenChange = Gen.Select(
        GenNode.Array[2, 6], Gen.Int[1, 60], Gen.Int[1, 40], Gen.Int[1, 3],
        (nodes, first, second, parallelism) => new Change(nodes, first, second, parallelism));

    [Fact]
    public async Task A_crashed_and_resumed_run_ends_as_the_undisturbed_one()
        => await GenChange.SampleAsync(HoldsAsync, iter: Cases, threads: 2, print: change => change.ToString());

    private static async Task HoldsAsync(Change change)
    {
        using var undisturbed = Stage(change);
        var expected = await undisturbed.ApplyAsync(request => request with { Parallelism = change.Parallelism });
        Assert.True(expected.Outcome == RunOutcome.Done, Scenario.Show(expected));

        using var scenario = Stage(change);
        var before = scenario.Connector.Calls.Count;
        var crashes = new List<string>();
        await TryAsync(change.First, () => scenario.ApplyAsync(request => request with { Parallelism = change.Parallelism }));
        await TryAsync(change.Second, () => scenario.ResumeAsync());
        await scenario.FinishAsync();

        var story = $"{string.Join(", ", crashes)}\n{string.Join('\n', scenario.Connector.Calls.Skip(before))}";
        Assert.True(undisturbed.State() == scenario.State(), $"{story}\n{scenario.State()}\nexpected\n{undisturbed.State()}");
        Assert.Equal("", scenario.Leftovers());
        foreach (var name in change.Names)
        {
            Assert.True(scenario.CreatesOf(name) <= 1, story);
        }

        Assert.All((await scenario.PlanAsync()).Resources, resource => Assert.Equal("unchanged", resource.Action.Word));

        async Task TryAsync(int at, Func<Task> run)
        {
            var crash = new CrashPoint(at);
            scenario.Faults = crash;
            try
            {
                await run();
            }
            catch (CrashException)
            {
                crashes.Add(crash.Reached[^1]);
            }
        }
    }

    /// <summary>The state before is committed with its outputs, the change is staged.</summary>
    private static Scenario Stage(Change change)
    {
        var scenario = new Scenario([.. change.Committed()]);
        foreach (var (physical, body, id) in change.Existing())
        {
            if (id is null)
            {
                scenario.Cloud.Put(physical, body);
            }
            else
            {
                scenario.Cloud.Put(physical, body, ("id", id));
            }
        }

        foreach (var (path, body) in change.Staged())
        {
            if (body is null)
            {
                scenario.Repository.Delete(path);
            }
            else
            {
                scenario.Repository.Write(path, body);
            }
        }

        scenario.Repository.Git("add", "--all", "--force");
        return scenario;
    }

    private enum Fate
    {
        Created,
        Updated,
        Deleted,
        Kept,
    }

    private sealed record Node(bool IsMapped, bool HasOutput, Fate Fate, int Links);

    private sealed record Change(Node[] Nodes, int First, int Second, int Parallelism)
    {
        public IEnumerable<string> Names => Nodes.Select((_, index) => NameOf(index));

        public IEnumerable<(string Path, string Content)> Committed()
        {
            for (var index = 0; index < Nodes.Length; index++)
            {
                var node = Nodes[index];
                if (node.Fate == Fate.Created)
                {
                    continue;
                }

                yield return ($"main/{AddressOf(index)}", BodyOf(index, isNew: false, resolved: false));
                if (node.IsMapped)
                {
                    yield return ($".autoschematic/main/{AddressOf(index)}.out.json", OutputsOf(("v", node.HasOutput ? $"{index}" : null), ("id", OldIdOf(index))));
                    yield return ($".autoschematic/main/mapped/{OldIdOf(index)}.txt.out.json", $"{{\"PointerToVirtual\": \"{AddressOf(index)}\"}}");
                }
                else if (node.HasOutput)
                {
                    yield return ($".autoschematic/main/{AddressOf(index)}.out.json", OutputsOf(("v", $"{index}")));
                }
            }
        }

        public IEnumerable<(string Physical, string Body, string? Id)> Existing()
            => Nodes.Index().Where(pair => pair.Item.Fate != Fate.Created).Select(pair => (
                pair.Item.IsMapped ? $"mapped/{OldIdOf(pair.Index)}.txt" : AddressOf(pair.Index),
                BodyOf(pair.Index, isNew: false, resolved: true),
                pair.Item.IsMapped ? OldIdOf(pair.Index) : null));

        public IEnumerable<(string Path, string? Body)> Staged()
            => Nodes.Index().Where(pair => pair.Item.Fate != Fate.Kept).Select(pair => (
                $"main/{AddressOf(pair.Index)}",
                pair.Item.Fate == Fate.Deleted ? null : BodyOf(pair.Index, isNew: true, resolved: false)));

        public override string ToString()
            => $"crash {First}, then {Second}, {Parallelism} at once\n{string.Join('\n', Nodes.Select((node, index) => $"{AddressOf(index)} {node.Fate}: {BodyOf(index, isNew: true, resolved: false)}"))}";

        private static string OutputsOf(params (string Key, string? Value)[] outputs)
            => $"{{\"OutputMap\": {{{string.Join(", ", outputs.Where(output => output.Value is not null).Select(output => $"\"{output.Key}\": \"{output.Value}\""))}}}}}";

        private static string NameOf(int index) => $"n{index}x";

        private static string OldIdOf(int index) => $"id-{900 + index}";

        private string AddressOf(int index) => $"{(Nodes[index].IsMapped ? "mapped/" : "")}{NameOf(index)}.txt";

        /// <summary>A body that no other resource has, with references to earlier resources that are there at the same time.</summary>
        private string BodyOf(int index, bool isNew, bool resolved)
        {
            var node = Nodes[index];
            var version = isNew && node.Fate is Fate.Updated or Fate.Created ? "second" : "first";
            var text = $"{NameOf(index)} {version}{(node.HasOutput ? $" output v={index}" : "")}";
            for (var other = 0; other < index; other++)
            {
                var target = Nodes[other];
                var isThere = isNew ? target.Fate != Fate.Deleted && node.Fate != Fate.Kept : target.Fate != Fate.Created;
                if ((node.Links >> other & 1) == 0 || !isThere || (!target.IsMapped && !target.HasOutput) || (node.Fate == Fate.Kept && target.Fate == Fate.Deleted))
                {
                    continue;
                }

                var (key, value) = target.IsMapped ? ("id", OldIdOf(other)) : ("v", $"{other}");
                text += resolved ? $" uses {value}" : $" uses out://{AddressOf(other)}[{key}]";
            }

            return text;
        }
    }
}
