namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The connectors that are shipped keep every law, and tests in Python have a row for each.</summary>
[Trait("kind", "process")]
public sealed class ShippedConnectorLawTests
{
    [Fact]
    public async Task Grafana_keeps_every_law()
    {
        var folder = Path.Join(Installation.Root, "connectors", "grafana");
        var cancellationToken = TestContext.Current.CancellationToken;
        using var repository = new RealRepository(
            await File.ReadAllTextAsync(Path.Join(folder, "grafana.py"), cancellationToken), ("GRAFANA_URL", ""), ("GRAFANA_API_KEY", GrafanaStandIn.ApiKey));
        foreach (var module in Directory.EnumerateFiles(folder, "*.py").Where(file => Path.GetFileName(file) != "grafana.py"))
        {
            repository.Files.Write($"connectors/{Path.GetFileName(module)}", await File.ReadAllTextAsync(module, cancellationToken));
        }

        using var grafana = await GrafanaStandIn.StartAsync(repository.Files.Folder);
        repository.Variables["GRAFANA_URL"] = grafana.Url;
        await grafana.SendAsync(HttpMethod.Post, "/api/folders", """{"uid": "ops", "title": "Operations"}""");
        await grafana.SendAsync(HttpMethod.Post, "/api/dashboards/db", """{"dashboard": {"uid": "lat", "title": "Latency"}, "folderUid": "ops", "overwrite": false}""");
        await grafana.SendAsync(HttpMethod.Post, "/api/datasources", """{"name": "prom", "type": "prometheus", "access": "proxy", "url": "http://localhost:9090"}""");

        var run = (await repository.RunAsync("connectors", "test", "real", "--live", "--yes")).Expect(0);

        Assert.Contains("✓ apply-converges", run.Output, StringComparison.Ordinal);
        Assert.Contains("✓ delete-leaves-nothing", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("lawcheck", await grafana.SendAsync(HttpMethod.Get, "/api/search"), StringComparison.Ordinal);
        Assert.DoesNotContain("lawcheck", await grafana.SendAsync(HttpMethod.Get, "/api/datasources"), StringComparison.Ordinal);
        Assert.Empty(repository.ConnectorProcesses());
    }

    [Fact]
    public async Task A_test_in_Python_has_a_row_for_each_law()
    {
        using var repository = new LawRepository("eq-reflexive");
        repository.Files.Write("test_laws.py", """
            import pytest

            @pytest.mark.connector_laws("settings", live=True)
            def test_keeps_the_law(law):
                law.check()

            """);

        var run = await repository.RunProgramAsync(
            Installation.Python, "-m", "pytest", "-p", "autoschematic_sdk.pytest_plugin", "-p", "no:cacheprovider", "-v", "test_laws.py");

        Assert.Contains("test_keeps_the_law[plan-of-same-is-empty] PASSED", run.Output, StringComparison.Ordinal);
        Assert.Contains("test_keeps_the_law[apply-converges] PASSED", run.Output, StringComparison.Ordinal);
        Assert.Contains("test_keeps_the_law[eq-is-reflexive] FAILED", run.Output, StringComparison.Ordinal);
        Assert.Contains("eq-is-reflexive: Eq says that a body equals itself\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed", run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
    }
}
