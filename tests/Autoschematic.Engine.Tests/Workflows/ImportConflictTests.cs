using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Imports into a repository that knows some of the resources already.</summary>
public sealed class ImportConflictTests
{
    [Fact]
    public async Task A_second_resource_of_a_path_that_is_imported_already_is_an_error_naming_both()
    {
        using var scenario = new Scenario(("main/web.txt", "one"));
        scenario.Cloud.Put("x/1.txt", "one");
        scenario.Cloud.Put("x/2.txt", "two");
        scenario.Connector.BackMapper = _ => "web.txt";

        var result = await RunAsync(scenario);

        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.Equal(
            "Error IMP001 `x/1.txt` and `x/2.txt` would both be the file `main/web.txt`", Scenario.Describe(result.Diagnostics));
        Assert.Equal(0, scenario.Connector.CountOf("Get"));
        Assert.Equal("== main/web.txt\none", scenario.Listing());
    }

    [Fact]
    public async Task Colliding_replacements_put_body_outputs_and_pointers_back()
    {
        using var scenario = new Scenario(
            ("main/web.txt", "mine"),
            (".autoschematic/main/web.txt.out.json", Map("old")),
            (".autoschematic/main/x/1.txt.out.json", Pointer("web.txt")));
        scenario.Cloud.Put("x/1.txt", "one", ("id", "1"));
        scenario.Cloud.Put("x/2.txt", "two", ("id", "2"));
        scenario.Connector.BackMapper = _ => "web.txt";
        var before = scenario.Listing();

        var result = await RunAsync(scenario, new ImportRequest(Overwrite: true));

        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.Equal(before, scenario.Listing());
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task A_body_that_cannot_be_written_leaves_no_outputs_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        using var scenario = new Scenario(("main/keep.md", ""), ("elsewhere/keep.md", ""));
        Directory.CreateSymbolicLink(scenario.Repository.PathOf("main/net"), "../elsewhere");
        scenario.Cloud.Put("net/a.txt", "a", ("id", "1"));
        scenario.Cloud.Put("b.txt", "b");

        var result = await RunAsync(scenario);

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal("imported failed", string.Join(' ', result.Resources.Select(resource => resource.Status.Word)));
        Assert.False(Directory.Exists(scenario.Repository.PathOf(".autoschematic")));
        Assert.Equal(["keep.md"], Directory.GetFiles(scenario.Repository.PathOf("elsewhere")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_renamed_resource_is_known_by_its_pointer_when_its_connector_cannot_map_back()
    {
        using var scenario = new Scenario(
            ("main/mapped/renamed.txt", "body"),
            (".autoschematic/main/mapped/renamed.txt.out.json", Map("id-7")),
            (".autoschematic/main/mapped/id-7.txt.out.json", Pointer("mapped/renamed.txt")));
        scenario.Cloud.Put("mapped/id-7.txt", "body", ("id", "id-7"));
        scenario.Connector.BackMapper = _ => null;
        scenario.Connector.Suggester = _ => "mapped/original.txt";

        var result = await RunAsync(scenario);

        Assert.Equal("mapped/renamed.txt skipped", $"{Assert.Single(result.Resources).Address} {result.Resources[0].Status.Word}");
        Assert.False(scenario.Repository.Exists("main/mapped/original.txt"));
    }

    [Fact]
    public async Task A_pointer_is_written_and_kept_for_a_resource_without_outputs()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("remote/7.txt", "body");
        scenario.Connector.BackMapper = _ => null;
        scenario.Connector.Suggester = _ => "web.txt";
        scenario.Connector.Mapper = address => address.Text == "web.txt" ? new PhysicalMapping.Present("remote/7.txt") : null;

        Assert.Equal(1, (await RunAsync(scenario)).ImportedCount);

        Assert.Equal($"== .autoschematic/main/remote/7.txt.out.json\n{Pointer("web.txt")}\n== main/web.txt\nbody", scenario.Listing());
    }

    [Fact]
    public async Task Resources_that_another_prefix_of_the_group_has_are_neither_imported_nor_missed()
    {
        using var scenario = new Scenario(
            ("other/body.txt", "has a body"),
            (".autoschematic/other/outputs.txt.out.json", Map("1")),
            (".autoschematic/other/remote/9.txt.out.json", Pointer("named.txt")));
        scenario.Repository.Write("autoschematic.ron", """
            AutoschematicConfig(prefixes: {
                "main": Prefix(connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"WHO": "env://HOME"})], resource_group: "one"),
                "other": Prefix(connectors: [], resource_group: "one"),
                "third": Prefix(connectors: [], resource_group: "two"),
            })
            """);
        scenario.Repository.Write("third/new.txt", "of another account");
        foreach (var address in new[] { "body.txt", "outputs.txt", "remote/9.txt", "new.txt" })
        {
            scenario.Cloud.Put(address, "remote");
        }

        var drift = await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new DriftRequest(new(new SelectionMode.All()), Unmanaged: true), Scenario.Ignore, CancellationToken.None);
        Assert.Equal(
            ["main/new.txt"],
            drift.Resources.Where(each => each.Status is DriftStatus.NotInRepository).Select(each => each.Resource.ToString()));

        var result = await RunAsync(scenario);

        Assert.Equal(
            """
            body.txt skipped
            new.txt imported
            outputs.txt skipped
            remote/9.txt skipped
            """,
            string.Join('\n', result.Resources.Select(resource => $"{resource.Address} {resource.Status.Word}")),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Errors_of_subpaths_are_listed_in_the_order_of_the_subpaths()
    {
        using var scenario = new Scenario();
        scenario.Connector.Subpaths = [.. Enumerable.Range(0, 40).Select(number => $"s{number:00}/")];
        scenario.Connector.Before = async (call, cancellationToken) =>
        {
            if (call.Method == "List")
            {
                await Task.Yield();
                throw new ConnectorException(ConnectorFailure.Answered, "fake", "List", $"no {call.Address}");
            }
        };

        var messages = (await RunAsync(scenario)).Diagnostics.Select(found => found.Message).ToList();

        Assert.Equal(40, messages.Count);
        Assert.Equal(messages.Order(StringComparer.Ordinal), messages);
    }

    private static string Map(string id) => $"{{\n  \"OutputMap\": {{\n    \"id\": \"{id}\"\n  }}\n}}";

    private static string Pointer(string address) => $"{{\n  \"PointerToVirtual\": \"{address}\"\n}}";

    private static async Task<ImportResult> RunAsync(Scenario scenario, ImportRequest? request = null)
        => await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), request ?? new ImportRequest(), Scenario.Ignore, CancellationToken.None);
}
