using CsCheck;
using Autoschematic.Engine.Workflows;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Random changes over random graphs, crashed at random steps, also while they are resumed.</summary>
[Trait("kind", "process")]
public sealed class CrashLawTests
{
    private const int Cases = 30;

    private static readonly Fate[] Fates =
        [Fate.Created, Fate.Created, Fate.Updated, Fate.Deleted, Fate.Kept, Fate.Moved, Fate.MovedWithOutputs, Fate.Rotated, Fate.Rotated];

    private static readonly Gen<Node> GenNode = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Int[0, Fates.Length - 1], Gen.Int[0, 63], Gen.Bool,
        (mapped, output, fate, links, edited) => new Node(mapped, output, mapped || Fates[fate] < Fate.Moved ? Fates[fate] : Fate.Updated, links, edited));

    private static readonly Gen<Change> GenChange = Gen.Select(
        GenNode.Array[2, 6], Gen.Int[1, 60], Gen.Int[1, 40], Gen.Int[1, 3],
        (nodes, first, second, parallelism) => new Change(nodes, first, second, parallelism));

    [Fact]
    public async Task A_crashed_and_resumed_run_ends_as_the_undisturbed_one()
        => await GenChange.SampleAsync(HoldsAsync, iter: Cases, threads: 2, print: change => change.ToString());

    /// <summary>A file that took the place of another one and waits for outputs that move in the same plan: its pointer goes along.</summary>
    [Fact]
    public Task What_waits_for_a_move_moves_as_well()
        => HoldsAsync(new(
            [
                new Node(IsMapped: false, HasOutput: false, Fate.Updated, Links: 0, IsEdited: false),
                new Node(IsMapped: true, HasOutput: false, Fate.Rotated, Links: 0, IsEdited: true),
                new Node(IsMapped: true, HasOutput: true, Fate.Moved, Links: 0, IsEdited: false),
                new Node(IsMapped: true, HasOutput: false, Fate.Rotated, Links: 6, IsEdited: false),
            ],
            First: 41,
            Second: 30,
            Parallelism: 2));

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

        var ops = scenario.Connector.Calls.Skip(before).Where(call => call.Method == "OpExec").ToList();
        foreach (var index in Enumerable.Range(0, change.Nodes.Length).Where(index => change.Nodes[index].IsMoved))
        {
            var own = ops.Where(call => call.Address == change.PhysicalOf(index)).ToList();
            Assert.True(scenario.CreatesOf(Change.NameOf(index)) == 0 && own.All(call => call.Detail != "delete"), story);
            Assert.True(own.Count == 0 || !change.IsPure(index), story);
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

        /// <summary>The body alone.</summary>
        Moved,

        /// <summary>Body and outputs.</summary>
        MovedWithOutputs,

        /// <summary>Body and outputs, to the place of the next one that moved likewise.</summary>
        Rotated,
    }

    private sealed record Node(bool IsMapped, bool HasOutput, Fate Fate, int Links, bool IsEdited)
    {
        public bool IsMoved => Fate >= Fate.Moved;
    }

    private sealed record Change(Node[] Nodes, int First, int Second, int Parallelism)
    {
        public IEnumerable<string> Names => Nodes.Select((_, index) => NameOf(index));

        public IEnumerable<(string Path, string Content)> Committed()
        {
            foreach (var (index, node) in Nodes.Index().Where(pair => pair.Item.Fate != Fate.Created))
            {
                yield return ($"main/{OldAddressOf(index)}", BodyOf(index, isNew: false, resolved: false));
                if (node.IsMapped || node.HasOutput)
                {
                    yield return (OutputFileOf(OldAddressOf(index)), OutputsOf(index));
                }

                if (node.IsMapped)
                {
                    yield return (OutputFileOf(PhysicalOf(index)), $"{{\"PointerToVirtual\": \"{OldAddressOf(index)}\"}}");
                }
            }
        }

        public IEnumerable<(string Physical, string Body, string? Id)> Existing()
            => Nodes.Index().Where(pair => pair.Item.Fate != Fate.Created).Select(pair => (
                PhysicalOf(pair.Index), BodyOf(pair.Index, isNew: false, resolved: true), pair.Item.IsMapped ? OldIdOf(pair.Index) : null));

        /// <summary>What goes first, then what comes, since one may take another one's place.</summary>
        public IEnumerable<(string Path, string? Body)> Staged()
        {
            foreach (var (index, node) in Nodes.Index().Where(pair => pair.Item.Fate == Fate.Deleted || pair.Item.IsMoved))
            {
                yield return ($"main/{OldAddressOf(index)}", null);
                if (node.Fate > Fate.Moved)
                {
                    yield return (OutputFileOf(OldAddressOf(index)), null);
                }
            }

            foreach (var (index, node) in Nodes.Index().Where(pair => pair.Item.Fate is not (Fate.Kept or Fate.Deleted)))
            {
                yield return ($"main/{NewAddressOf(index)}", BodyOf(index, isNew: true, resolved: false));
                if (node.Fate > Fate.Moved)
                {
                    yield return (OutputFileOf(NewAddressOf(index)), OutputsOf(index));
                }
            }
        }

        public string PhysicalOf(int index) => Nodes[index].IsMapped ? $"mapped/{OldIdOf(index)}.txt" : OldAddressOf(index);

        /// <summary>Whether only its address changes.</summary>
        public bool IsPure(int index) => !Nodes[index].IsEdited && TargetsOf(index, isNew: true).SequenceEqual(TargetsOf(index, isNew: false));

        public override string ToString()
            => $"crash {First}, then {Second}, {Parallelism} at once\n{string.Join('\n', Nodes.Select((node, index) => $"{OldAddressOf(index)} {node.Fate} {NewAddressOf(index)}: {BodyOf(index, isNew: true, resolved: false)}"))}";

        public static string NameOf(int index) => $"n{index}x";

        private static string OldIdOf(int index) => $"id-{900 + index}";

        private static string OutputFileOf(string address) => $".autoschematic/main/{address}.out.json";

        private string OutputsOf(int index)
        {
            var (node, outputs) = (Nodes[index], new List<string>());
            if (node.HasOutput)
            {
                outputs.Add($"\"v\": \"{index}\"");
            }

            if (node.IsMapped)
            {
                outputs.Add($"\"id\": \"{OldIdOf(index)}\"");
            }

            return $"{{\"OutputMap\": {{{string.Join(", ", outputs)}}}}}";
        }

        private string OldAddressOf(int index) => $"{(Nodes[index].IsMapped ? "mapped/" : "")}{NameOf(index)}.txt";

        private string NewAddressOf(int index)
        {
            int[] rotated = [.. Nodes.Index().Where(pair => pair.Item.Fate == Fate.Rotated).Select(pair => pair.Index)];
            return Nodes[index].Fate switch
            {
                Fate.Rotated when rotated.Length > 1 => OldAddressOf(rotated[(Array.IndexOf(rotated, index) + 1) % rotated.Length]),
                Fate.Moved or Fate.MovedWithOutputs or Fate.Rotated => $"mapped/m{index}x.txt",
                _ => OldAddressOf(index),
            };
        }

        /// <summary>Earlier resources that the body refers to, which are there at the same time.</summary>
        private IEnumerable<int> TargetsOf(int index, bool isNew)
        {
            var node = Nodes[index];
            return Enumerable.Range(0, index).Where(other => (node.Links >> other & 1) != 0 && IsTarget(Nodes[other]));

            // One that stays as it is cannot follow what goes or moves, and what moves alone is not recognised while it waits for something.
            bool IsTarget(Node target)
                => (target.IsMapped || target.HasOutput)
                    && (node.Fate != Fate.Kept || !(target.Fate == Fate.Deleted || target.IsMoved))
                    && (isNew ? target.Fate != Fate.Deleted && node.Fate != Fate.Kept && (node.Fate != Fate.Moved || target.Fate != Fate.Created) : target.Fate != Fate.Created);
        }

        /// <summary>A body most of which no other resource has, and most of which an edit leaves.</summary>
        private string BodyOf(int index, bool isNew, bool resolved)
        {
            var node = Nodes[index];
            var isSecond = isNew && (node.Fate is Fate.Updated or Fate.Created || (node.IsMoved && node.IsEdited));
            var uses = TargetsOf(index, isNew).Select(other =>
            {
                var (key, value) = Nodes[other].IsMapped ? ("id", OldIdOf(other)) : ("v", $"{other}");
                return resolved ? $" uses {value}" : $" uses out://{(isNew ? NewAddressOf(other) : OldAddressOf(other))}[{key}]";
            });
            var output = node.HasOutput ? $" output v={index}" : "";
            return $"{NameOf(index)}{output}\nshape of {NameOf(index)}\n{(isSecond ? "second" : "first")} of {NameOf(index)}{string.Concat(uses)}";
        }
    }
}
