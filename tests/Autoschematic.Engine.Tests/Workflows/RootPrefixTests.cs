using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Engine.Workflows.Renaming;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>A repository whose only prefix is its root.</summary>
[Trait("kind", "process")]
public sealed class RootPrefixTests
{
    private const string Config = """
        AutoschematicConfig(prefixes: {
            "/": Prefix(connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"WHO": "env://HOME"})]),
        })
        """;

    [Fact]
    public async Task Everything_works_at_the_root()
    {
        using var scenario = new Scenario(Config, ("notes.md", "nobody's"));
        scenario.Pool.Add("/", scenario.Connector);
        scenario.Cloud.Put("net/a.txt", "remote");
        var git = scenario.Repository;

        var import = await new ImportWorkflow(scenario.Pool).RunAsync(
            await git.OpenAsync(), new ImportRequest(Commit: true), _ => { }, CancellationToken.None);
        Assert.Equal("net/a.txt\n", git.Git("show", "--name-only", "--format=", "HEAD"));
        Assert.Equal(RunOutcome.Done, import.Outcome);

        git.Stage("mapped/web.txt", "body");
        Assert.Equal("create mapped/web.txt\n  create web.txt\nDone", Scenario.Show(await scenario.PlanAsync()));
        Assert.Equal("done create mapped/web.txt 1/1\nDone", Scenario.Show(await scenario.ApplyAsync()));
        Assert.True(git.Exists(".autoschematic/mapped/web.txt.out.json"));
        Assert.True(git.Exists(".autoschematic/mapped/id-1.txt.out.json"));
        git.CommitAll();

        var drift = await new DriftWorkflow(scenario.Pool).RunAsync(
            await git.OpenAsync(), new DriftRequest(new(new SelectionMode.All()), Unmanaged: true), _ => { }, CancellationToken.None);
        Assert.Equal(
            "mapped/web.txt equal, net/a.txt equal", string.Join(", ", drift.Resources.Select(resource => $"{resource.Resource} {resource.Status.Word}")));
        Assert.Equal(["notes.md"], drift.Unmanaged.Select(file => file.Text));

        scenario.Cloud.Put("net/a.txt", "changed by hand");
        await new PullWorkflow(scenario.Pool).RunAsync(
            await git.OpenAsync(), new PullRequest(new(new SelectionMode.Paths(["a.txt"], git.PathOf("net")))), _ => { }, CancellationToken.None);
        Assert.Equal("changed by hand", git.Read("net/a.txt"));

        var renamed = await new RenameWorkflow(scenario.Pool).RunAsync(
            await git.OpenAsync(), new RenameRequest("web.txt", "shop.txt", git.PathOf("mapped")), _ => { }, CancellationToken.None);
        Assert.Equal(RunOutcome.Done, renamed.Outcome);
        var outputs = await new OutputWorkflow().RunAsync(
            await git.OpenAsync(), new OutputRequest("mapped/shop.txt", git.Root), _ => { }, CancellationToken.None);
        Assert.Equal("id-1", outputs.Values["id"]);
        Assert.Equal(1, scenario.Connector.CountOf("OpExec"));
    }

    [Fact]
    public async Task Nothing_is_a_deletion_because_of_where_it_was_looked_for()
    {
        using var scenario = new Scenario(Config, ("a.txt", "body"), ("net/b.txt", "body"), ("net/deep/c.txt", "body"));
        scenario.Pool.Add("/", scenario.Connector);
        foreach (var address in new[] { "a.txt", "net/b.txt", "net/deep/c.txt" })
        {
            scenario.Cloud.Put(address, "body");
        }

        foreach (var folder in new[] { "", "net", "net/deep" })
        {
            foreach (var mode in new SelectionMode[] { new SelectionMode.All(), new SelectionMode.Paths(["."], scenario.Repository.PathOf(folder)) })
            {
                scenario.Selection = new SelectionRequest(mode, Prune: true);
                var plan = await scenario.PlanAsync();
                Assert.NotEmpty(plan.Resources);
                Assert.All(plan.Resources, resource => Assert.Equal("unchanged", resource.Action.Word));
            }
        }
    }
}
