using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Easy;

/// <summary>What a drift costs a connector of declared resources.</summary>
[Trait("kind", "process")]
public sealed class NotesDriftTests
{
    private const int Count = 20;

    [Fact]
    public async Task Drift_costs_one_get_for_each_resource_and_an_eq_only_where_the_bytes_differ()
    {
        await using var host = new TestHost();
        var remote = Directory.CreateDirectory(host.InRoot("remote")).FullName;
        using var repository = TestWorkspace.Create(
            ("notes.py", TestHost.Source("notes.py")),
            ("autoschematic.ron", $$"""
                AutoschematicConfig(prefixes: {
                    "main": Prefix(connectors: [
                        Connector(shortname: "notes", spec: PythonLocal(path: "notes.py"), env: {
                            "NOTES": "{{remote}}", "PYTHONPATH": "{{TestHost.PythonSdk}}", "PYTHONDONTWRITEBYTECODE": "1", "HOME": "env://HOME",
                        }),
                    ]),
                })

                """));
        for (var index = 0; index < Count; index++)
        {
            File.WriteAllText(Path.Join(remote, $"n{index:00}.note"), $"note {index}");
            repository.Write($"main/notes/n{index:00}.json", $"{{\n  \"text\": \"note {index}\"\n}}\n");
        }

        repository.Write("main/notes/n03.json", "{ \"text\": \"note 3\", \"colour\": \"yellow\" }\n");

        var result = await new DriftWorkflow(host.NewPool()).RunAsync(
            await repository.OpenAsync(), new DriftRequest(new SelectionRequest(new SelectionMode.All())), _ => { }, TestContext.Current.CancellationToken);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(Count, result.Resources.Count(resource => resource.Status is DriftStatus.Equal));
        Assert.Equal(
            ["Eq notes/n03.json", .. Enumerable.Range(0, Count).Select(index => $"Get notes/n{index:00}.json")],
            File.ReadAllLines(Path.Join(remote, "calls")).Order(StringComparer.Ordinal));
    }
}
