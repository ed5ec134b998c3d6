using System.Text;
using System.Text.Json;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Canonical;
using Autoschematic.Model.References;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Cli.Tests;

public sealed class LawCommandTests : IDisposable
{
    private const string Hosts = "Hosts(names: [\"a\", \"b\"], size: 3, bad: true)\n";

    private readonly CliWorkspace workspace = new();

    public LawCommandTests()
    {
        workspace.Cloud.Put("hosts/first.ron", Hosts);
        workspace.Connector.Skeletons = [new("hosts/[name].ron", Encoding.UTF8.GetBytes("Hosts(names: [\"[name]\"], size: 1)\n"))];
        workspace.Connector.Equality = (left, right) => CanonicalValue.AreEqual(BodyFormat.Ron, Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
        workspace.Connector.Linter = (_, body) => BodyTrees.Parse(BodyFormat.Ron, Encoding.UTF8.GetBytes(body))!.Diagnostics.Count > 0
            ? [new(DiagnosticSeverity.Error, new(1, 1), new(1, 1), "is not RON")]
            : [];
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Nothing_is_changed_without_live()
    {
        var run = await workspace.RunAsync("connectors", "test", "fake");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Fact]
    public async Task Live_trial_takes_everything_back()
    {
        var before = Describe();
        var run = await workspace.RunAsync("connectors", "test", "fake", "--live", "--yes");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("apply-converges", run.Output, StringComparison.Ordinal);
        Assert.NotEqual("", workspace.Connector.Mutations);
        Assert.Equal(before, Describe());
        Assert.Equal("", workspace.Files.Status());
    }

    [Fact]
    public async Task Live_trial_takes_back_what_has_an_id_of_its_own()
    {
        workspace.Connector.Skeletons = [new("mapped/[name].ron", Encoding.UTF8.GetBytes("Network(name: \"[name]\")\n"))];
        var before = Describe();
        var run = await workspace.RunAsync("connectors", "test", "fake", "--live", "--yes");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("create Network", workspace.Connector.Mutations, StringComparison.Ordinal);
        Assert.Equal(before, Describe());
        Assert.Equal("", workspace.Files.Status());
    }

    [Fact]
    public async Task Live_trial_is_not_begun_without_a_yes()
    {
        var refused = await workspace.RunAsync("connectors", "test", "fake", "--live");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("error[CLI007]", refused.Error, StringComparison.Ordinal);

        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("no");
        var denied = await workspace.RunAsync(terminal, "connectors", "test", "fake", "--live", "--no-color");
        Assert.Equal(4, denied.ExitCode);
        Assert.Contains("error[LAW002]", denied.Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Fact]
    public async Task Live_trial_is_refused_under_the_safety_lock()
    {
        await workspace.RunAsync("safety", "lock", "migration");
        var run = await workspace.RunAsync("connectors", "test", "fake", "--live", "--yes");
        Assert.Equal(4, run.ExitCode);
        Assert.Equal("", workspace.Connector.Mutations);
        Assert.Equal(0, (await workspace.RunAsync("connectors", "test", "fake")).ExitCode);
    }

    [Fact]
    public async Task Live_trial_does_not_touch_what_exists()
    {
        workspace.Connector.Skeletons = [new("hosts/first.ron", Encoding.UTF8.GetBytes("Hosts(names: [], size: 1)\n"))];
        var run = await workspace.RunAsync("connectors", "test", "fake", "--live", "--yes");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("`hosts/first.ron` exists already and is not touched", run.Output, StringComparison.Ordinal);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Theory]
    [InlineData("hosts/[name].ron")]
    [InlineData("mapped/[name].ron")]
    public async Task Interrupted_trial_takes_back_what_it_made(string skeleton)
    {
        workspace.Connector.Skeletons = [new(skeleton, Encoding.UTF8.GetBytes("Hosts(names: [\"[name]\"], size: 1)\n"))];
        var before = Describe();
        var terminal = new TestTerminal();
        workspace.Connector.After = (call, _) =>
        {
            terminal.Interrupt();
            return Task.CompletedTask;
        };
        var run = await workspace.RunAsync(terminal, "connectors", "test", "fake", "--live", "--yes");
        Assert.True(run.ExitCode == 130, run.ToString());
        Assert.Contains("error[LAW004]", run.Error, StringComparison.Ordinal);
        Assert.Contains("create ", workspace.Connector.Mutations, StringComparison.Ordinal);
        Assert.Equal(before, Describe());
    }

    [Fact]
    public async Task What_cannot_be_removed_is_named()
    {
        workspace.Connector.Planner = (_, before, after) => before is not null && after is null ? [] : null;
        var run = await workspace.RunAsync("connectors", "test", "fake", "--live", "--yes", "--format", "json");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(["delete-leaves-nothing"], Failed(run));
        Assert.Contains("error[LAW003]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counterexample_is_as_small_as_it_can_be()
    {
        var equality = workspace.Connector.Equality!;
        workspace.Connector.Equality = (left, right) => equality(left, right) && !left.Contains("bad: true", StringComparison.Ordinal);
        var run = await workspace.RunAsync("connectors", "test", "fake", "--format", "json");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(["eq-is-reflexive"], Failed(run));
        using var document = JsonDocument.Parse(run.Output);
        var found = document.RootElement.GetProperty("result").GetProperty("laws").EnumerateArray()
            .Single(law => law.GetProperty("law").GetString() == "eq-is-reflexive").GetProperty("counterexamples")[0];
        Assert.Equal("Hosts(bad: true)", found.GetProperty("inputs")[0].GetProperty("text").GetString()!.Trim());
        Assert.Equal("hosts/first.ron", found.GetProperty("address").GetString());
    }

    [Fact]
    public async Task Unknown_connector_is_bad_usage()
    {
        var run = await workspace.RunAsync("connectors", "test", "nobody");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("There is no connector `nobody`", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_task_and_limit_are_bad_usage()
    {
        Assert.Equal(64, (await workspace.RunAsync("run-aux-task", "-n", "rest")).ExitCode);
        Assert.Equal(64, (await workspace.RunAsync("connectors", "test", "fake", "--timeout", "soon")).ExitCode);
        Assert.Equal(64, (await workspace.RunAsync("connectors", "test", "fake", "--timeout", "0")).ExitCode);
    }

    [Fact]
    public async Task Connector_of_several_prefixes_needs_one()
    {
        using var scene = new Scene("main", "other");
        var run = await scene.RunAsync("", new TestTerminal(), "connectors", "test", "fake");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("error[LAW001]: `fake` is a connector of `main` and `other`", run.Error, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Failed(CliRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return [.. document.RootElement.GetProperty("result").GetProperty("laws").EnumerateArray()
            .Where(law => law.GetProperty("verdict").GetString() == "failed")
            .Select(law => law.GetProperty("law").GetString()!)];
    }

    private string Describe() => string.Join('\n', workspace.Cloud.Objects.Select(item => $"{item.Key}: {item.Value.Body}"));
}
