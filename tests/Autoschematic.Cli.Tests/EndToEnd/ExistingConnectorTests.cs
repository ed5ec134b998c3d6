namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>A connector written for the published Python SDK, unchanged, through the whole cycle.</summary>
[Trait("kind", "process")]
public sealed class ExistingConnectorTests
{
    [Theory]
    [InlineData("main", "main/")]
    [InlineData("/", "")]
    public async Task A_connector_of_the_published_sdk_imports_plans_applies_drifts_and_pulls(string prefix, string folder)
    {
        var source = await File.ReadAllTextAsync(
            Path.Join(Installation.Root, "tests", "connectors", "legacy_grafana.py"), TestContext.Current.CancellationToken);
        using var repository = new RealRepository(source, prefix, ("GRAFANA_URL", ""), ("GRAFANA_API_KEY", GrafanaStandIn.ApiKey));
        using var grafana = await GrafanaStandIn.StartAsync(repository.Files.Folder);
        repository.Variables["GRAFANA_URL"] = grafana.Url;
        await grafana.SendAsync(HttpMethod.Post, "/api/dashboards/db", """{"dashboard": {"uid": "lat", "title": "Latency"}, "overwrite": false}""");
        await grafana.SendAsync(HttpMethod.Post, "/api/datasources", """{"name": "prom", "type": "prometheus", "access": "proxy", "url": "http://localhost:9090"}""");

        (await repository.RunAsync("import")).Expect(0);
        var dashboard = $"{folder}grafana/dashboards/lat.json";
        Assert.Contains("\"Latency\"", repository.Files.Read(dashboard), StringComparison.Ordinal);
        var outputs = Directory.GetFiles(repository.Files.PathOf(".autoschematic"), "*.out.json", SearchOption.AllDirectories);
        Assert.NotEmpty(outputs);
        Assert.All(outputs, file => Assert.Matches("^\\{\n  \"(OutputMap|PointerToVirtual)\": ", File.ReadAllText(file)));
        repository.Files.Git("commit", "-qm", "Import");

        (await repository.RunAsync("plan", "--all", "--exit-code")).Expect(0);

        repository.Files.Write(dashboard, repository.Files.Read(dashboard).Replace("Latency", "Latency of everything", StringComparison.Ordinal));
        repository.Files.Git("add", "--all");
        (await repository.RunAsync("plan", "--exit-code")).Expect(2);
        (await repository.RunAsync("apply", "--yes", "--no-commit")).Expect(0);
        Assert.Contains("Latency of everything", await grafana.SendAsync(HttpMethod.Get, "/api/dashboards/uid/lat"), StringComparison.Ordinal);
        (await repository.RunAsync("plan", "--exit-code")).Expect(0);
        repository.Files.Git("commit", "-qm", "Rename the dashboard");

        (await repository.RunAsync("drift", "--exit-code")).Expect(0);
        await grafana.SendAsync(HttpMethod.Post, "/api/dashboards/db", """{"dashboard": {"uid": "lat", "title": "By hand"}, "overwrite": true}""");
        (await repository.RunAsync("drift", "--exit-code")).Expect(2);

        // The same from a subfolder, with a path relative to it.
        (await repository.RunInAsync($"{folder}grafana", "pull", "dashboards/lat.json")).Expect(0);
        Assert.Contains("By hand", repository.Files.Read(dashboard), StringComparison.Ordinal);
        (await repository.RunAsync("drift", "--exit-code")).Expect(0);
        (await repository.RunAsync("plan", "--exit-code")).Expect(0);
        Assert.Empty(repository.ConnectorProcesses());
    }
}
