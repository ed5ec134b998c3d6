using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class ImportTests
{
    [Fact]
    public async Task Import_writes_bodies_outputs_and_pointers_and_stages_them()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("plain.txt", "a plain body");
        scenario.Cloud.Put("mapped/id-7.txt", "a mapped body", ("id", "id-7"));
        scenario.Connector.BackMapper = _ => null;
        scenario.Connector.Suggester = physical => physical.Text == "mapped/id-7.txt" ? "mapped/web.txt" : null;

        var result = await RunAsync(scenario, new ImportRequest());

        Assert.Equal(
            """
            mapped/id-7.txt -> mapped/web.txt: imported
            plain.txt -> plain.txt: imported
            outcome Done
            """,
            Describe(result));
        Assert.Equal(
            """
            == .autoschematic/main/mapped/id-7.txt.out.json
            {
              "PointerToVirtual": "mapped/web.txt"
            }
            == .autoschematic/main/mapped/web.txt.out.json
            {
              "OutputMap": {
                "id": "id-7"
              }
            }
            == main/mapped/web.txt
            a mapped body
            == main/plain.txt
            a plain body
            """,
            scenario.Listing());
        Assert.Equal(
            """
            A  .autoschematic/main/mapped/id-7.txt.out.json
            A  .autoschematic/main/mapped/web.txt.out.json
            A  main/mapped/web.txt
            A  main/plain.txt

            """,
            scenario.Repository.Status());
        Assert.True(scenario.Pool.IsRetired);
    }

    [Fact]
    public async Task Import_keeps_files_that_exist_and_replaces_them_only_when_told_to()
    {
        using var scenario = new Scenario(("main/a.txt", "mine"));
        scenario.Cloud.Put("a.txt", "theirs");

        Assert.Equal("a.txt -> a.txt: skipped (the file exists)\noutcome Done", Describe(await RunAsync(scenario, new ImportRequest())));
        Assert.Equal("mine", scenario.Repository.Read("main/a.txt"));
        Assert.Equal(0, scenario.Connector.CountOf("Get"));

        Assert.Equal("a.txt -> a.txt: replaced\noutcome Done", Describe(await RunAsync(scenario, new ImportRequest(Overwrite: true))));
        Assert.Equal("theirs", scenario.Repository.Read("main/a.txt"));
    }

    [Fact]
    public async Task Two_resources_of_one_path_are_both_errors_and_neither_is_written()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("x/1.txt", "one");
        scenario.Cloud.Put("x/2.txt", "two");
        scenario.Cloud.Put("x/3.txt", "three");
        scenario.Connector.BackMapper = _ => null;
        scenario.Connector.Suggester = physical => physical.Text switch { "x/1.txt" => "same.txt", "x/2.txt" => "SAME.txt", _ => "other.txt" };

        var result = await RunAsync(scenario, new ImportRequest());

        Assert.Equal(1, result.ImportedCount);
        Assert.Equal(2, result.FailedCount);
        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal("Error IMP001 `x/1.txt` and `x/2.txt` would both be the file `main/same.txt`", Scenario.Describe(result.Diagnostics));
        Assert.Equal(
            """
            == .autoschematic/main/x/3.txt.out.json
            {
              "PointerToVirtual": "other.txt"
            }
            == main/other.txt
            three
            """,
            scenario.Listing());
        Assert.Equal("A  .autoschematic/main/x/3.txt.out.json\nA  main/other.txt\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task One_failing_resource_stops_no_other()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.txt", "a");
        scenario.Cloud.Put("b.txt", "b");
        scenario.Connector.Failing("Get", "b.txt", "no permission");

        var result = await RunAsync(scenario, new ImportRequest());

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal("imported failed", string.Join(' ', result.Resources.Select(resource => resource.Status.Word)));
        Assert.Contains("no permission", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
        Assert.Equal("== main/a.txt\na", scenario.Listing());
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData(".git/hooks/x")]
    [InlineData("a/../../b.txt")]
    [InlineData("autoschematic.ron")]
    public async Task Addresses_that_leave_the_prefix_or_are_reserved_are_errors(string address)
    {
        using var scenario = new Scenario();
        scenario.Connector.Lister = () => [address];

        var result = await RunAsync(scenario, new ImportRequest());

        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.Equal(0, scenario.Connector.CountOf("Get"));
        Assert.Equal("", scenario.Listing());
    }

    [Fact]
    public async Task Addresses_are_normalised_before_they_are_used()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("net/a.txt", "a");
        scenario.Connector.Lister = () => ["/net//a.txt", "./net/a.txt"];

        Assert.Equal(1, (await RunAsync(scenario, new ImportRequest())).ImportedCount);
        Assert.Equal("== main/net/a.txt\na", scenario.Listing());
    }

    [Fact]
    public async Task A_subpath_narrows_what_is_imported()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("net/a.txt", "a");
        scenario.Cloud.Put("vm/b.txt", "b");

        Assert.Equal("net/a.txt -> net/a.txt: imported\noutcome Done", Describe(await RunAsync(scenario, new ImportRequest(Subpath: "net"))));
    }

    [Fact]
    public async Task Import_can_commit_what_it_imported_and_nothing_else()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.txt", "a");
        scenario.Repository.Stage("notes.md", "staged by hand");

        var result = await RunAsync(scenario, new ImportRequest(Commit: true));

        Assert.NotNull(result.CommitId);
        Assert.Equal("main/a.txt\n", scenario.Repository.Git("show", "--name-only", "--format=", "HEAD"));
        Assert.Equal("Import 1 resource\n", scenario.Repository.Git("log", "-1", "--format=%s"));
        Assert.Equal("A  notes.md\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task Sensitive_outputs_are_kept_out_of_the_tree()
    {
        using var scenario = new Scenario();
        scenario.Cloud.PutSensitive("a.txt", "output name=web", "password", "hunter2secret");

        var result = await RunAsync(scenario, new ImportRequest());

        Assert.Equal(RunOutcome.Partly, result.Outcome);
        Assert.Equal(
            "{\n  \"OutputMap\": {\n    \"name\": \"web\"\n  }\n}",
            scenario.Repository.Read(".autoschematic/main/a.txt.out.json"));
        var kept = Assert.Single(Directory.GetFiles(scenario.Repository.PathOf(".git/autoschematic/secrets")));
        Assert.Equal("hunter2secret", File.ReadAllText(kept));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        Assert.DoesNotContain("hunter2secret", Scenario.Describe(result.Diagnostics), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_import_stages_what_it_wrote_and_continues_when_it_is_run_again()
    {
        using var scenario = new Scenario();
        for (var index = 0; index < 20; index++)
        {
            scenario.Cloud.Put($"r{index:00}.txt", $"body {index}");
        }

        using var cancellation = new CancellationTokenSource();
        var gets = 0;
        scenario.Connector.Before = (call, _) =>
        {
            if (call.Method == "Get" && Interlocked.Increment(ref gets) == 10)
            {
                cancellation.Cancel();
            }

            return Task.CompletedTask;
        };
        var workspace = await scenario.OpenAsync();
        var first = await new ImportWorkflow(scenario.Pool).RunAsync(workspace, new ImportRequest(), Scenario.Ignore, cancellation.Token);
        Assert.Equal(RunOutcome.Interrupted, first.Outcome);
        Assert.DoesNotContain("??", scenario.Repository.Status(), StringComparison.Ordinal);

        scenario.Connector.Before = null;
        var second = await RunAsync(scenario, new ImportRequest());
        Assert.Equal(RunOutcome.Done, second.Outcome);
        Assert.Equal(20, first.ImportedCount + second.ImportedCount);
        Assert.Equal(20, scenario.Repository.Status().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Unknown_names_and_bad_patterns_are_bad_usage()
    {
        using var scenario = new Scenario();
        Assert.Equal(RunOutcome.Usage, (await RunAsync(scenario, new ImportRequest(Prefix: "nope"))).Outcome);
        Assert.Equal(RunOutcome.Usage, (await RunAsync(scenario, new ImportRequest(Connector: "nope"))).Outcome);
        Assert.Empty(scenario.Pool.Launches);
    }

    [Fact]
    public async Task A_resource_that_another_connector_owns_is_not_imported()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.txt", "a");
        scenario.Connector.Filter = _ => FilterBits.None;

        Assert.Equal(
            "a.txt -> a.txt: failed (Connector `fake` lists `a.txt`, but no connector takes the file `main/a.txt` that this would be)\noutcome Error",
            Describe(await RunAsync(scenario, new ImportRequest())));
    }

    [Fact]
    public async Task An_absolute_address_loses_its_slash_and_must_then_be_a_resource_of_its_connector()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("etc/passwd", "root");
        scenario.Cloud.Put("etc/motd.txt", "hello");
        scenario.Connector.Lister = () => ["/etc/passwd", "/etc/motd.txt"];
        scenario.Connector.Filter = address => address.Text.EndsWith(".txt", StringComparison.Ordinal) ? FilterBits.Resource : FilterBits.None;

        Assert.Equal(
            """
            /etc/motd.txt -> etc/motd.txt: imported
            /etc/passwd -> etc/passwd: failed (Connector `fake` lists `/etc/passwd`, but no connector takes the file `main/etc/passwd` that this would be)
            outcome Partly
            """,
            Describe(await RunAsync(scenario, new ImportRequest())));
        Assert.Equal("== main/etc/motd.txt\nhello", scenario.Listing());
    }

    [Fact]
    public async Task What_is_listed_with_another_role_is_left_out()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.bundle", "a");
        Assert.Equal(
            "a.bundle -> a.bundle: skipped (its connector does not take it for a resource)\noutcome Done",
            Describe(await RunAsync(scenario, new ImportRequest())));
    }

    [Fact]
    public async Task What_is_listed_and_cannot_be_read_is_an_error_and_what_disappeared_is_not()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("good.json", "{}");
        var listings = 0;
        scenario.Connector.Lister = () => ++listings == 1 ? ["good.json", "ja", "left.json"] : ["good.json", "ja"];
        scenario.Connector.Filter = _ => FilterBits.Resource;

        Assert.Equal(
            """
            good.json -> good.json: imported
            ja -> ja: failed (Connector `fake` lists `ja` and says that it does not exist when it is read)
            left.json -> left.json: skipped (it was gone when it was read)
            outcome Partly
            """,
            Describe(await RunAsync(scenario, new ImportRequest())));
        Assert.Equal(2, listings);
    }

    [Fact]
    public async Task An_import_lists_once_when_everything_can_be_read()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("good.json", "{}");
        await RunAsync(scenario, new ImportRequest());
        Assert.Equal(1, scenario.Connector.CountOf("List"));
    }

    [Fact]
    public async Task Without_any_connector_an_import_says_so()
    {
        using var scenario = new Scenario("AutoschematicConfig(prefixes: {\"main\": Prefix(connectors: [])})\n");
        var result = await RunAsync(scenario, new ImportRequest());
        Assert.Equal("Warning IMP008 No connector is configured, so there is nowhere to import from", Scenario.Describe(result.Diagnostics));
        Assert.Equal(RunOutcome.Done, result.Outcome);
    }

    private static async Task<ImportResult> RunAsync(Scenario scenario, ImportRequest request)
        => await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), request, Scenario.Ignore, CancellationToken.None);

    private static string Describe(ImportResult result)
        => string.Join('\n', result.Resources.Select(Describe).Append($"outcome {result.Outcome}"));

    private static string Describe(ImportedResource resource) => resource.Status switch
    {
        ImportStatus.Skipped skipped => $"{resource.Listed} -> {resource.Address}: skipped ({skipped.Reason})",
        ImportStatus.Failed failed => $"{resource.Listed} -> {resource.Address}: failed ({failed.Diagnostic.Message})",
        var status => $"{resource.Listed} -> {resource.Address}: {status.Word}",
    };
}
