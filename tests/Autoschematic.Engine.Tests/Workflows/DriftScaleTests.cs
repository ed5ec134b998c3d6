using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Drift of a whole company's resources.</summary>
public sealed class DriftScaleTests
{
    private const int Count = 10_000;

    [Fact]
    public async Task Ten_thousand_resources_give_exactly_the_37_that_changed()
    {
        using var scenario = new Scenario();
        var changed = Enumerable.Range(0, 37).Select(index => (index * 269) % Count).Order().ToHashSet();
        for (var index = 0; index < Count; index++)
        {
            scenario.Repository.Write($"main/r/{index:00000}.json", """{"size": 1}""");
            scenario.Cloud.Put($"r/{index:00000}.json", changed.Contains(index) ? """{"size": 2}""" : """{"size": 1}""");
        }

        var progress = new List<WorkflowEvent.Progress>();
        var workspace = await scenario.OpenAsync();
        var result = await new DriftWorkflow(scenario.Pool).RunAsync(
            workspace,
            new DriftRequest(new SelectionRequest(new SelectionMode.All()), ReportChanges: true),
            item =>
            {
                if (item is WorkflowEvent.Progress { Phase: WorkflowPhase.Comparing } step)
                {
                    progress.Add(step);
                }
            },
            CancellationToken.None);

        Assert.Equal(Count, result.Resources.Count);
        Assert.Equal(
            changed.Select(index => $"main/r/{index:00000}.json"),
            result.Resources.Where(resource => resource.Status.IsDrift).Select(resource => resource.Resource.File.Text));
        Assert.All(result.Resources.Where(resource => resource.Status.IsDrift), resource => Assert.Equal(
            "size: 1 -> 2", Scenario.Describe(Assert.IsType<DriftStatus.Changed>(resource.Status).Diff)));
        Assert.Equal(RunOutcome.ChangesFound, result.Outcome);
        Assert.Equal("", scenario.Connector.Mutations);
        Assert.Equal(new WorkflowEvent.Progress(WorkflowPhase.Comparing, Count, Count), progress[^1]);
        Assert.True(progress.Count > Count);
    }

    [Fact]
    public async Task Declared_kinds_cost_one_get_for_each_resource_and_nothing_else()
    {
        using var scenario = new Scenario();
        scenario.Connector.Capabilities = ConnectorCapabilities.Plain with
        {
            Revision = 1,
            Kinds = [new("r/[name].json", FilterBits.Resource, DeclaredMapping.None, null, DeclaredEquality.Structural)],
        };
        for (var index = 0; index < 100; index++)
        {
            scenario.Repository.Write($"main/r/{index:00}.json", """{"size": 1, "name": "a"}""");
            scenario.Cloud.Put($"r/{index:00}.json", """{"name": "a", "size": 1}""");
        }

        var result = await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new DriftRequest(new SelectionRequest(new SelectionMode.All())), _ => { }, CancellationToken.None);

        Assert.Equal(100, result.Resources.Count(resource => resource.Status is DriftStatus.Equal));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(index => $"r/{index:00}.json"),
            scenario.Connector.Calls.Where(call => call.Method == "Get").Select(call => call.Address).Order(StringComparer.Ordinal));
        Assert.Equal(["Get"], scenario.Connector.Calls.Select(call => call.Method).Except(["Init", "ForgetFilters"]));
    }

    [Fact]
    public async Task A_connector_that_compares_is_asked_only_about_bodies_that_differ()
    {
        using var scenario = new Scenario();
        scenario.Connector.Equality = (left, right) => left.Trim() == right.Trim();
        scenario.Connector.Capabilities = ConnectorCapabilities.Plain with
        {
            Revision = 1,
            Kinds = [new("r/[name].json", FilterBits.Resource, DeclaredMapping.None, null, DeclaredEquality.AskConnector)],
        };
        for (var index = 0; index < 10; index++)
        {
            scenario.Repository.Write($"main/r/{index}.json", "{}");
            scenario.Cloud.Put($"r/{index}.json", index == 7 ? "{}\n" : "{}");
        }

        var result = await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new DriftRequest(new SelectionRequest(new SelectionMode.All())), _ => { }, CancellationToken.None);

        Assert.Equal(10, result.Resources.Count(resource => resource.Status is DriftStatus.Equal));
        Assert.Equal(
            ["Eq r/7.json", .. Enumerable.Range(0, 10).Select(index => $"Get r/{index}.json")],
            scenario.Connector.Calls.Where(call => call.Method is not ("Init" or "ForgetFilters")).Select(call => call.ToString()).Order(StringComparer.Ordinal));
    }
}
