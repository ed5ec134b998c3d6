using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Drift of what exists remotely and has no file.</summary>
public sealed class DriftListingTests
{
    [Fact]
    public async Task What_cannot_be_listed_or_mapped_is_an_error_and_no_drift()
    {
        using var scenario = new Scenario();
        scenario.Connector.Lister = () => [".git/hooks/x", "broken.txt", "extra.txt"];
        scenario.Connector.Failing("AddrPhyToVirt", "broken.txt", "no idea");

        var result = await RunAsync(scenario, new SelectionRequest(new SelectionMode.All()));

        Assert.Equal("main/extra.txt not in repository", Describe(result));
        Assert.Equal(2, result.Diagnostics.Count(found => found.Severity == Ron.Diagnostics.DiagnosticSeverity.Error));
        Assert.Equal(RunOutcome.Partly, result.Outcome);
    }

    [Fact]
    public async Task Patterns_narrow_what_is_reported_as_unmanaged()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("net/a.txt", "");
        scenario.Cloud.Put("net/old/b.txt", "");
        scenario.Cloud.Put("vm/c.txt", "");

        var result = await RunAsync(scenario, new SelectionRequest(new SelectionMode.All(), Subpath: "net", Exclude: ["**/old"]));

        Assert.Equal("main/net/a.txt not in repository", Describe(result));
    }

    private static string Describe(DriftResult result)
        => string.Join('\n', result.Resources.Select(resource => $"{resource.Resource} {resource.Status.Word}"));

    private static async Task<DriftResult> RunAsync(Scenario scenario, SelectionRequest selection)
        => await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new DriftRequest(selection, Unmanaged: true), Scenario.Ignore, CancellationToken.None);
}
