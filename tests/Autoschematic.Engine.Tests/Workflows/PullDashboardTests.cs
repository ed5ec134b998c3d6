using System.Globalization;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Pulling;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>A large dashboard that two sides work on, beside a RON body with comments.</summary>
public sealed class PullDashboardTests
{
    private const int Panels = 80;

    private const string Folder = """
        // Who looks at it.
        Folder(
            title: "Nodes", // as in the runbook
            owner: "platform",
            /* in minutes */ refresh: 5,
        )

        """;

    // Five fields a panel: 400 of them.
    private static readonly string Dashboard = "{\n  \"panels\": [\n" + string.Join(",\n", Enumerable.Range(1, Panels).Select(id => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
              {
                "id": {{id}},
                "title": "panel {{id}}",
                "expr": "rate(node_cpu_seconds_total{core=\"{{id}}\"}[5m])",
                "width": {{id % 24}},
                "unit": "percent"
              }
          """))) + "\n  ]\n}\n";

    private static readonly string Local = Edit(Dashboard, ("\"panel 7\"", "\"CPU of core 7\""), ("\"id\": 70,", "\"id\": 70, \"hidden\": true,"));

    private static readonly (string Old, string New)[] RemoteEdits =
    [
        ("\"panel 3\"", "\"third\""), ("core=\\\"40\\\"", "core=\\\"41\\\""), ("\"panel 80\"", "\"last\""),
    ];

    [Fact]
    public async Task Three_remote_changes_among_400_fields_are_a_diff_of_exactly_three_fields()
    {
        using var scenario = await AgreedAsync();
        scenario.Repository.Write("main/nodes.json", Local).Write("main/folder.ron", Folder.Replace("platform", "sre", StringComparison.Ordinal));
        scenario.Cloud.Put("nodes.json", Edit(Dashboard, RemoteEdits));
        scenario.Cloud.Put("folder.ron", Folder.Replace("refresh: 5", "refresh: 10", StringComparison.Ordinal));

        var result = await PullAsync(scenario);

        Assert.Equal(RunOutcome.Done, result.Outcome);
        var dashboard = result.Resources.Single(resource => resource.Resource.ToString() == "main/nodes.json");
        Assert.Equal(
            "panels[2].title: \"panel 3\" -> \"third\"; "
            + "panels[39].expr: \"rate(node_cpu_seconds_total{core=\\\"40\\\"}[5m])\" -> \"rate(node_cpu_seconds_total{core=\\\"41\\\"}[5m])\"; "
            + "panels[79].title: \"panel 80\" -> \"last\"",
            Scenario.Describe(dashboard.Diff));
        Assert.Equal(Edit(Local, RemoteEdits), scenario.Repository.Read("main/nodes.json"));
        Assert.Equal(
            Folder.Replace("platform", "sre", StringComparison.Ordinal).Replace("refresh: 5", "refresh: 10", StringComparison.Ordinal),
            scenario.Repository.Read("main/folder.ron"));
    }

    [Fact]
    public async Task A_fourth_one_that_overlaps_is_a_conflict_with_its_three_values()
    {
        using var scenario = await AgreedAsync();
        scenario.Repository.Write("main/nodes.json", Local);
        scenario.Cloud.Put("nodes.json", Edit(Dashboard, [.. RemoteEdits, ("\"panel 7\"", "\"seventh\"")]));

        var result = await PullAsync(scenario);

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        var dashboard = result.Resources.Single(resource => resource.Resource.ToString() == "main/nodes.json");
        var conflict = Assert.Single(dashboard.Conflicts);
        Assert.Equal(("\"panel 7\"", "\"CPU of core 7\"", "\"seventh\""), (conflict.Base, conflict.Local, conflict.Remote));
        Assert.Equal("panels[6].title", conflict.Path);
        Assert.Equal(Local, scenario.Repository.Read("main/nodes.json"));
    }

    [Fact]
    public void The_dashboard_has_400_fields() => Assert.Equal(400, Dashboard.Split("\": ").Length - 2);

    private static string Edit(string text, params (string Old, string New)[] edits)
        => edits.Aggregate(text, (current, edit) =>
        {
            Assert.Equal(2, current.Split(edit.Old).Length);
            return current.Replace(edit.Old, edit.New, StringComparison.Ordinal);
        });

    private static async Task<Scenario> AgreedAsync()
    {
        var scenario = new Scenario(("main/nodes.json", Dashboard), ("main/folder.ron", Folder));
        scenario.Cloud.Put("nodes.json", Dashboard);
        scenario.Cloud.Put("folder.ron", Folder);
        await scenario.AgreeAsync();
        return scenario;
    }

    private static async Task<PullResult> PullAsync(Scenario scenario)
        => await new PullWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new PullRequest(new(new SelectionMode.All())), Scenario.Ignore, CancellationToken.None);
}
