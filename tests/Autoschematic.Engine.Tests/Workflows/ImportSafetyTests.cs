using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Tests.Secrets;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Engine.Workflows.Reading;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Secrets that remote bodies have in clear reach no file, and what an import replaces can be had back.</summary>
public sealed class ImportSafetyTests
{
    private const string Secret = "hunter2hunter2";
    private const string App = "{\"password\": \"out://db.txt[password]\", \"size\": 1}";

    [Fact]
    public async Task An_import_writes_no_body_with_a_secret_that_is_sealed_here()
    {
        using var scenario = await AppliedAsync();
        scenario.Repository.StageDeletion("main/app.json").CommitAll();

        var result = await ImportAsync(scenario);

        Assert.Equal("app.json failed WRK009|db.txt skipped|Partly", Describe(result));
        Assert.False(scenario.Repository.Exists("main/app.json"));
        Assert.Equal("", scenario.Repository.Status());
    }

    [Theory]
    [InlineData("a.txt", "b.txt")]
    [InlineData("b.txt", "a.txt")]
    public async Task An_import_writes_no_secret_of_a_resource_that_it_reads_earlier_or_later(string holder, string owner)
    {
        using var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Cloud.Put(holder, $"uses {Secret}");
        scenario.Cloud.PutSensitive(owner, "a database", "password", Secret);

        // The one listed first is done before the other is read.
        using var done = new SemaphoreSlim(0);
        scenario.Connector.Before = async (call, token) =>
        {
            if (call is { Method: "Get", Address: "b.txt" })
            {
                await done.WaitAsync(token);
            }
        };

        var result = await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new ImportRequest(),
            item =>
            {
                if (item is WorkflowEvent.ResourceDone { Resource.Address.Text: "a.txt" })
                {
                    done.Release();
                }
            },
            CancellationToken.None);

        Assert.Equal("failed WRK009", Status(result.Resources.Single(resource => resource.Listed == holder)));
        Assert.Equal("imported", Status(result.Resources.Single(resource => resource.Listed == owner)));
        Assert.False(scenario.Repository.Exists($"main/{holder}"));
        Assert.DoesNotContain($"main/{holder}", scenario.Repository.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_with_its_own_sensitive_output_is_not_written()
    {
        using var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Cloud.PutSensitive("db.txt", $"password is {Secret}", "password", Secret);

        Assert.Equal("db.txt failed WRK009|Error", Describe(await ImportAsync(scenario)));
        Assert.Equal("", scenario.Repository.Status());
        Assert.False(Directory.Exists(scenario.Repository.PathOf(".autoschematic")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reference_to_a_sealed_output_is_not_overwritten_with_a_clear_value(bool hasKey)
    {
        using var scenario = await AppliedAsync();
        scenario.Cloud.Put("app.json", "{\"password\": \"nobody-knows-me\", \"size\": 1}");
        if (!hasKey)
        {
            scenario.Repository.Host = scenario.Repository.Host with { Keystore = null };
        }

        var result = await ImportAsync(scenario, request => request with { Overwrite = true, Connector = "fake", Subpath = "app.json" });

        Assert.Equal("app.json failed WRK009|Error", Describe(result));
        Assert.Equal(App, scenario.Repository.Read("main/app.json"));
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task A_pull_writes_no_secret_of_another_resource()
    {
        using var scenario = await AppliedAsync();
        scenario.Repository.Stage("main/vm.txt", "size 1");
        await scenario.ApplyAsync();
        scenario.Repository.CommitAll();
        scenario.Cloud.Put("vm.txt", $"size 1 {Secret}");

        var result = await new PullWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new PullRequest(new(new SelectionMode.All())), Scenario.Ignore, CancellationToken.None);

        Assert.Equal(["WRK009"], result.Diagnostics.Select(found => found.Code));
        Assert.Equal("size 1", scenario.Repository.Read("main/vm.txt"));
        Assert.Equal("", scenario.Repository.Status());
    }

    [Fact]
    public async Task Get_shows_a_remote_body_without_the_secrets_in_it()
    {
        using var scenario = await AppliedAsync();

        var result = await new GetWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new("main/app.json", scenario.Repository.Root), Scenario.Ignore, CancellationToken.None);

        Assert.Equal("{\"password\": \"***\", \"size\": 1}", System.Text.Encoding.UTF8.GetString(result.Body!.Value.Span));
        Assert.Equal(["GET005"], result.Diagnostics.Select(found => found.Code));
        Assert.Equal(RunOutcome.Done, result.Outcome);
    }

    [Fact]
    public async Task A_file_that_comes_while_the_remote_side_is_read_stays()
    {
        using var scenario = new Scenario();
        scenario.Cloud.Put("a.txt", "remote");
        scenario.Connector.Before = (call, _) =>
        {
            if (call.Method == "Get")
            {
                scenario.Repository.Write("main/a.txt", "made meanwhile");
            }

            return Task.CompletedTask;
        };

        Assert.Equal("a.txt skipped|Done", Describe(await ImportAsync(scenario)));
        Assert.Equal("made meanwhile", scenario.Repository.Read("main/a.txt"));
    }

    [Fact]
    public async Task What_an_import_replaces_is_kept_as_a_git_object()
    {
        using var scenario = new Scenario(("main/a.txt", "old"), ("main/same.txt", "same"));
        scenario.Repository.Write("main/a.txt", "work of an afternoon");
        scenario.Cloud.Put("a.txt", "remote");
        scenario.Cloud.Put("same.txt", "same");

        var result = await ImportAsync(scenario, request => request with { Overwrite = true });

        var preImage = Assert.IsType<ImportStatus.Replaced>(result.Resources[0].Status).PreImage!;
        Assert.Equal("work of an afternoon", scenario.Repository.Git("cat-file", "blob", preImage));
        Assert.Null(Assert.IsType<ImportStatus.Replaced>(result.Resources[1].Status).PreImage);
    }

    /// <summary>A database with a sealed password, and an application that refers to it; both applied and committed.</summary>
    private static async Task<Scenario> AppliedAsync()
    {
        var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Connector.Answer = (address, _) => address.Text == "db.txt"
            ? new(new Dictionary<string, string?> { ["password"] = Secret }, new HashSet<string> { "password" }, "made")
            : null;
        scenario.Repository.Stage("main/db.txt", "one");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        scenario.Repository.Stage("main/app.json", App);
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        scenario.Cloud.Put("db.txt", "one", ("password", Secret));
        scenario.Repository.CommitAll();
        return scenario;
    }

    private static async Task<ImportResult> ImportAsync(Scenario scenario, Func<ImportRequest, ImportRequest>? change = null)
    {
        var request = new ImportRequest();
        return await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), change?.Invoke(request) ?? request, Scenario.Ignore, CancellationToken.None);
    }

    private static string Describe(ImportResult result)
        => string.Join('|', [.. result.Resources.Select(resource => $"{resource.Listed} {Status(resource)}"), result.Outcome.ToString()]);

    private static string Status(ImportedResource resource)
        => resource.Status is ImportStatus.Failed failed ? $"failed {failed.Diagnostic.Code}" : resource.Status.Word;
}
