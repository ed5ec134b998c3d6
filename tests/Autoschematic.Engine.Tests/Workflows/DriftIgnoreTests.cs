using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Validation;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>`.autoschematic/drift-ignore.ron`.</summary>
public sealed class DriftIgnoreTests
{
    private const string File = ".autoschematic/drift-ignore.ron";

    [Fact]
    public async Task Rules_hide_fields_outputs_and_whole_resources_and_nothing_else()
    {
        using var scenario = Drifted("""
            DriftIgnore(rules: [
                Ignore(addr: "vm/*", field: "tags", reason: "the billing job writes them"),
                Ignore(addr: "vm/a.json", field: "panels[*].version", reason: "given anew by every save", until: "2099-12-31"),
                Ignore(addr: "vm/c.json", field: "outputs.address", reason: "leased"),
                Ignore(addr: "**/old", reason: "to be deleted"),
            ])
            """);

        Assert.Equal(
            """
            main/vm/a.json changed [panels[0].title: "x" -> "z"] ignored tags.owner (the billing job writes them), tags["a b"] (the billing job writes them), panels[0].version (given anew by every save)
            main/vm/b.json ignored ignored tags.owner (the billing job writes them)
            main/vm/c.json ignored ignored outputs.address (leased)
            main/vm/d.json changed [tag: 1 -> 2]
            main/vm/old/e.json ignored ignored * (to be deleted)
            ChangesFound
            """,
            await DescribeAsync(scenario));
    }

    [Fact]
    public async Task An_expired_rule_hides_nothing_and_is_warned_about_where_it_stands()
    {
        using var scenario = Drifted("""
            DriftIgnore(rules: [
                Ignore(addr: "**", reason: "migration", until: "DAY"),
            ])
            """);
        var today = scenario.Repository.Clock.GetUtcNow().UtcDateTime;
        scenario.Repository.Write(File, scenario.Repository.Read(File).Replace("DAY", $"{today.AddDays(-1):yyyy-MM-dd}", StringComparison.Ordinal));
        var expired = await RunAsync(scenario);
        Assert.Equal(5, expired.Resources.Count(resource => resource.Status.IsDrift));
        var warning = Assert.Single(expired.Diagnostics);
        Assert.Equal($"{File}:2:52: DRF005: The rule held until {today.AddDays(-1):yyyy-MM-dd} and hides nothing any more", warning.ToString());

        scenario.Repository.Write(File, scenario.Repository.Read(File).Replace($"{today.AddDays(-1):yyyy-MM-dd}", $"{today:yyyy-MM-dd}", StringComparison.Ordinal));
        var last = await RunAsync(scenario);
        Assert.False(last.HasDrift);
        Assert.Empty(last.Diagnostics);
        Assert.Equal(RunOutcome.Done, last.Outcome);
    }

    [Fact]
    public async Task Mistakes_are_all_reported_with_their_places_by_drift_and_by_validate()
    {
        using var scenario = Drifted("""
            DriftIgnore(rules: [
                Ignore(addr: "../x", reason: " "),
                Ignore(addr: "a", field: "b..c", reason: "r", until: "31.1.2027"),
                Ignore(adr: "a", reason: "r"),
            ])
            """);
        const string expected = """
            .autoschematic/drift-ignore.ron:2:18: DRF001: `../x` is not a pattern over addresses
            .autoschematic/drift-ignore.ron:2:34: DRF003: The rule has no reason
            .autoschematic/drift-ignore.ron:3:30: DRF002: `b..c` is not a path of a field
            .autoschematic/drift-ignore.ron:3:58: DRF004: `31.1.2027` is not a day
            """;

        var drift = await RunAsync(scenario);
        Assert.Equal(RunOutcome.Usage, drift.Outcome);
        Assert.Equal(expected, string.Join('\n', drift.Diagnostics.Where(found => found.Code.StartsWith("DRF", StringComparison.Ordinal))));
        Assert.Contains(drift.Diagnostics, found => found.Code.StartsWith("RON", StringComparison.Ordinal));

        var validate = await new ValidateWorkflow(scenario.Repository.Host, scenario.Repository.Clock, scenario.Pool).RunAsync(
            new ValidateRequest(scenario.Repository.Root, Offline: true), Scenario.Ignore, CancellationToken.None);
        Assert.Equal(RunOutcome.Usage, validate.Outcome);
        Assert.Equal(expected, string.Join('\n', validate.Diagnostics.Where(found => found.Code.StartsWith("DRF", StringComparison.Ordinal))));
    }

    private static Scenario Drifted(string rules)
    {
        var scenario = new Scenario(
            (File, rules),
            ("main/vm/a.json", """{"tags": {"owner": "x", "a b": 1}, "panels": [{"name": "p", "version": 1, "title": "x"}]}"""),
            ("main/vm/b.json", """{"tags": {"owner": "x"}}"""),
            ("main/vm/c.json", "{}"),
            (".autoschematic/main/vm/c.json.out.json", """{"OutputMap": {"address": "10.0.0.1"}}"""),
            ("main/vm/d.json", """{"tag": 1}"""),
            ("main/vm/old/e.json", "{}"));
        scenario.Cloud.Put("vm/a.json", """{"tags": {"owner": "y", "a b": 2}, "panels": [{"name": "p", "version": 9, "title": "z"}]}""");
        scenario.Cloud.Put("vm/b.json", """{"tags": {"owner": "y"}}""");
        scenario.Cloud.Put("vm/c.json", "{}", ("address", "10.0.0.2"));
        scenario.Cloud.Put("vm/d.json", """{"tag": 2}""");
        return scenario;
    }

    private static async Task<DriftResult> RunAsync(Scenario scenario)
        => await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new DriftRequest(new SelectionRequest(new SelectionMode.All()), ReportChanges: true),
            Scenario.Ignore,
            CancellationToken.None);

    private static async Task<string> DescribeAsync(Scenario scenario)
    {
        var result = await RunAsync(scenario);
        return string.Join('\n', result.Resources.Select(Describe).Append(result.Outcome.ToString()));
    }

    private static string Describe(DriftedResource resource)
    {
        var diff = resource.Status is DriftStatus.Changed { Diff: { } found } ? $" [{Scenario.Describe(found)}]" : "";
        var ignored = string.Join(", ", resource.Ignored.Select(item => $"{item.Path ?? "*"} ({item.Reason})"));
        return $"{resource.Resource} {resource.Status.Word}{diff}{(ignored.Length > 0 ? $" ignored {ignored}" : "")}";
    }
}
