using System.Text.RegularExpressions;
using CsCheck;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Random files, renamed in every way that `git mv` and `cp` allow and applied without asking anybody.</summary>
[Trait("kind", "process")]
public sealed class MoveLawTests
{
    private const int Cases = 30;
    private static readonly Way[] Ways = Enum.GetValues<Way>();

    // Few bodies, so that some are equal and their moves cannot be told apart.
    private static readonly Gen<Node> GenNode = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, Ways.Length - 1], Gen.Bool, (body, way, isEdited) => new Node(body, Ways[way], isEdited));

    [Fact]
    public async Task What_moved_is_never_deleted_or_made_anew_and_only_an_edit_changes_it()
        => await GenNode.Array[1, 6].SampleAsync(
            HoldsAsync, iter: Cases, threads: 2, print: nodes => string.Join('\n', nodes.Index().Select(pair => $"{pair.Index}: {pair.Item}")));

    private static async Task HoldsAsync(Node[] nodes)
    {
        using var scenario = Stage(nodes);
        var result = await scenario.ApplyAsync(request => request with { AssumeYes = true });

        var edited = nodes.Index().Where(pair => pair.Item is { IsEdited: true, Way: not Way.Copied }).Select(pair => $"mapped/id-{pair.Index + 1}.txt");
        Assert.All(
            scenario.Connector.Calls.Where(call => call.Method == "OpExec"),
            call => Assert.True(
                call.Detail.StartsWith("update ", StringComparison.Ordinal) && edited.Contains(call.Address), $"{call}\n{Scenario.Show(result)}"));
        foreach (var (index, node) in nodes.Index())
        {
            var holders = Regex.Count(scenario.Tree(), $"OutputMap[^a-z]+id[^a-z]+id-{index + 1}\"");
            Assert.True(holders == (node.Way == Way.Copied ? 2 : 1), $"id-{index + 1} is in {holders} files\n{Scenario.Show(result)}");
        }

        // Where no other one could be meant, the move was found.
        foreach (var (index, node) in nodes.Index().Where(pair => pair.Item.Way == Way.WithOutputs || (pair.Item.Way == Way.Alone && nodes.Count(pair.Item.MayBe) == 1)))
        {
            Assert.Contains($"mapped/id-{index + 1}.txt.out.json: {{ \"PointerToVirtual\": \"mapped/m{index}.txt\" }}", scenario.Tree(), StringComparison.Ordinal);
            Assert.Equal(BodyOf(index, node, node.IsEdited), scenario.Cloud[$"mapped/id-{index + 1}.txt"]!.Body);
        }
    }

    private static Scenario Stage(Node[] nodes)
    {
        var scenario = new Scenario();
        foreach (var (index, node) in nodes.Index())
        {
            scenario.AddMapped($"n{index}", $"id-{index + 1}", BodyOf(index, node, isEdited: false));
        }

        scenario.Repository.CommitAll();
        foreach (var (index, node) in nodes.Index())
        {
            scenario.Repository.Delete($"main/mapped/n{index}.txt");
            if (node.Way != Way.Alone)
            {
                scenario.Repository.Delete(OutputsOf($"n{index}"));
            }
        }

        int[] rotated = [.. nodes.Index().Where(pair => pair.Item.Way == Way.Rotated).Select(pair => pair.Index)];
        foreach (var (index, node) in nodes.Index())
        {
            string[] targets = node.Way switch
            {
                Way.Copied => [$"m{index}", $"c{index}"],
                Way.Rotated => [$"n{rotated[(Array.IndexOf(rotated, index) + 1) % rotated.Length]}"],
                _ => [$"m{index}"],
            };
            foreach (var target in targets)
            {
                scenario.Repository.Write($"main/mapped/{target}.txt", BodyOf(index, node, node.IsEdited));
                if (node.Way != Way.Alone)
                {
                    scenario.Repository.Write(OutputsOf(target), $$$"""{"OutputMap": {"id": "id-{{{index + 1}}}"}}""");
                }
            }
        }

        scenario.Repository.Git("add", "--all", "--force");
        return scenario;
    }

    private static string OutputsOf(string name) => $".autoschematic/main/mapped/{name}.txt.out.json";

    private static string BodyOf(int index, Node node, bool isEdited)
        => $"{node.Body} one\n{node.Body} two\n{node.Body} three\n{(isEdited ? $"edited {index}" : $"{node.Body} four")}\n";

    private enum Way
    {
        /// <summary>The body alone.</summary>
        Alone,

        /// <summary>Body and outputs.</summary>
        WithOutputs,

        /// <summary>Body and outputs, to the place of another one that moved likewise.</summary>
        Rotated,

        /// <summary>Body and outputs, to two places.</summary>
        Copied,
    }

    private sealed record Node(int Body, Way Way, bool IsEdited)
    {
        /// <summary>Whether a body that moved alone looks as this one did.</summary>
        public bool MayBe(Node other) => other.Way == Way.Alone && other.Body == Body;
    }
}
