using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Graphing;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class GraphTests
{
    [Fact]
    public async Task Graph_holds_references_parents_and_mappings_that_wait()
    {
        using var scenario = Connected();
        scenario.Connector.WaitsFor["vm/web/disk.ron"] = new OutputRead("vm/web.ron", "id");

        Assert.Equal(
            """
            main/net.ron fake
            main/nowhere.ron missing
            main/ring/a.ron fake
            main/ring/b.ron fake
            main/team.bundle fake
            main/vm/web.ron fake
            main/vm/web/disk.ron fake
            main/ring/a.ron -> main/ring/b.ron Reference [id]
            main/ring/b.ron -> main/ring/a.ron Reference [id]
            main/team.bundle -> main/net.ron Reference [id]
            main/vm/web.ron -> main/net.ron Reference [cidr, id]
            main/vm/web.ron -> main/nowhere.ron Reference [id]
            main/vm/web/disk.ron -> main/vm/web.ron Mapping [id]
            main/vm/web/disk.ron -> main/vm/web.ron Parent []
            cycle main/ring/a.ron main/ring/b.ron
            outcome Done
            """,
            await DescribeAsync(scenario, new GraphRequest()));
        Assert.Equal("", scenario.Connector.Mutations);
    }

    [Fact]
    public async Task Offline_shows_what_files_say_and_starts_nothing()
    {
        using var scenario = Connected();

        var text = await DescribeAsync(scenario, new GraphRequest(Offline: true));

        Assert.Contains("main/vm/web/disk.ron -> main/vm/web.ron Parent", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mapping", text, StringComparison.Ordinal);
        Assert.DoesNotContain("notes.md", text, StringComparison.Ordinal);
        Assert.Empty(scenario.Pool.Launches);
    }

    [Fact]
    public async Task A_connector_that_cannot_map_one_resource_hides_no_other()
    {
        using var scenario = Connected();
        scenario.Connector.Failing("AddrVirtToPhy", "net.ron", "no idea");

        var result = await RunAsync(scenario, new GraphRequest());

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal(7, result.Nodes.Count);
        Assert.Contains("no idea", Assert.Single(result.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal(RunOutcome.Usage, (await RunAsync(scenario, new GraphRequest(Prefix: "nope"))).Outcome);
    }

    private static Scenario Connected() => new(
        ("main/net.ron", "Net()"),
        ("main/vm/web.ron", "Vm(a: \"out://net.ron[id]\", b: \"out://net.ron[cidr] out://net.ron[id]\", c: \"out://nowhere.ron[id]\")"),
        ("main/vm/web/disk.ron", "Disk()"),
        ("main/ring/a.ron", "A(b: \"out://ring/b.ron[id]\")"),
        ("main/ring/b.ron", "B(a: \"out://ring/a.ron[id]\")"),
        ("main/team.bundle", "out://net.ron[id]"),
        ("main/notes.md", "nobody's"));

    private static async Task<GraphResult> RunAsync(Scenario scenario, GraphRequest request)
        => await new GraphWorkflow(scenario.Pool).RunAsync(await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);

    private static async Task<string> DescribeAsync(Scenario scenario, GraphRequest request)
    {
        var result = await RunAsync(scenario, request);
        return string.Join('\n', result.Nodes.Select(node => $"{node.Resource} {(node.Exists ? node.Connector : "missing")}")
            .Concat(result.Edges.Select(edge => $"{edge.Dependent} -> {edge.Dependency} {edge.Reason} [{string.Join(", ", edge.Keys)}]"))
            .Concat(result.Cycles.Select(cycle => $"cycle {string.Join(' ', cycle)}"))
            .Append($"outcome {result.Outcome}"));
    }
}
