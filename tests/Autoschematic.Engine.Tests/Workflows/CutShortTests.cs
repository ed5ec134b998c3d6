using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Pulling;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>What a pull or an import that was killed between two writes of one resource leaves, and that the next one goes on from there.</summary>
public sealed class CutShortTests
{
    private const string Old = """{"title": "CPU", "refresh": 10, "width": 6}""";
    private const string Local = """{"title": "CPU", "refresh": 20, "width": 6}""";
    private const string Remote = """{"title": "Load", "refresh": 10, "width": 6}""";
    private const string Merged = """{"title": "Load", "refresh": 20, "width": 6}""";
    private const string Outputs = ".autoschematic/main/a.json.out.json";
    private const string Written = "{\n  \"OutputMap\": {\n    \"version\": \"2\"\n  }\n}";

    [Theory]
    [InlineData(Old, Remote)]
    [InlineData(Local, Merged)]
    public async Task A_pull_that_wrote_both_and_nothing_more_is_no_conflict_and_its_files_stay(string local, string written)
    {
        using var scenario = await ChangedAsync(local);
        scenario.Repository.Write(Outputs, Written).Write("main/a.json", written);

        Assert.DoesNotContain("conflict", await PullAsync(scenario), StringComparison.Ordinal);
        Assert.Equal((written, Written), (scenario.Repository.Read("main/a.json"), scenario.Repository.Read(Outputs)));

        // What it left is the common ground from now on: the next change of the remote side is merged, nothing is taken back.
        scenario.Cloud.Put("a.json", Remote.Replace("6", "7", StringComparison.Ordinal), ("version", "2"));
        Assert.Equal("main/a.json pulled Done", await PullAsync(scenario));
        Assert.Equal(written.Replace("6", "7", StringComparison.Ordinal), scenario.Repository.Read("main/a.json"));
    }

    [Fact]
    public async Task An_import_that_wrote_outputs_and_pointer_and_not_the_body_is_completed_and_staged()
    {
        using var undisturbed = new Scenario();
        undisturbed.Cloud.Put("mapped/id-1.txt", "the body", ("id", "id-1"));
        undisturbed.Connector.BackMapper = _ => null;
        undisturbed.Connector.Suggester = _ => "mapped/net.txt";
        Assert.Equal("imported Done", await ImportAsync(undisturbed));
        var files = undisturbed.Listing();
        Assert.Contains("== .autoschematic/main/mapped/id-1.txt.out.json", files, StringComparison.Ordinal);

        foreach (var lost in new[] { "main/mapped/net.txt", ".autoschematic/main/mapped/id-1.txt.out.json" })
        {
            using var scenario = new Scenario();
            scenario.Cloud.Put("mapped/id-1.txt", "the body", ("id", "id-1"));
            scenario.Connector.BackMapper = _ => null;
            scenario.Connector.Suggester = _ => "mapped/net.txt";
            await ImportAsync(scenario);
            scenario.Repository.Git("reset", "--quiet");
            scenario.Repository.Delete("main/mapped/net.txt").Delete(lost);

            Assert.Equal("imported Done", await ImportAsync(scenario));
            Assert.Equal(files, scenario.Listing());
            Assert.Equal(undisturbed.Repository.Status(), scenario.Repository.Status());
        }
    }

    private static async Task<Scenario> ChangedAsync(string local)
    {
        var scenario = new Scenario(("main/a.json", Old), (Outputs, Written.Replace("2", "1", StringComparison.Ordinal)));
        scenario.Cloud.Put("a.json", Old, ("version", "1"));
        await scenario.AgreeAsync();
        scenario.Repository.Write("main/a.json", local);
        scenario.Cloud.Put("a.json", Remote, ("version", "2"));
        return scenario;
    }

    private static async Task<string> PullAsync(Scenario scenario)
    {
        var result = await new PullWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new PullRequest(new(new SelectionMode.All())), Scenario.Ignore, CancellationToken.None);
        return string.Join(' ', [.. result.Resources.Select(resource => $"{resource.Resource} {resource.Status.Word}"), result.Outcome.ToString()]);
    }

    private static async Task<string> ImportAsync(Scenario scenario)
    {
        var result = await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new ImportRequest(), Scenario.Ignore, CancellationToken.None);
        return string.Join(' ', [.. result.Resources.Select(resource => resource.Status.Word), result.Outcome.ToString()]);
    }
}
