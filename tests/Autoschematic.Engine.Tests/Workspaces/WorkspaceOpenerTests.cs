using Autoschematic.Engine.Workspaces;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;

namespace Autoschematic.Engine.Tests.Workspaces;

[Trait("kind", "process")]
public sealed class WorkspaceOpenerTests
{
    private const string Config = """
        AutoschematicConfig(prefixes: {"main": Prefix(connectors: [
            Connector(shortname: "grafana", spec: PythonLocal(path: "connectors/grafana.py")),
        ])})
        """;

    [Theory]
    [InlineData("")]
    [InlineData("main/deep")]
    public async Task Workspace_is_the_same_from_everywhere(string folder)
    {
        using var test = TestWorkspace.Create(("autoschematic.ron", Config), ("main/deep/a.ron", "x"));

        var workspace = await test.OpenAsync(Path.Join(test.Root, folder));

        Assert.Equal(test.Root, workspace.Root);
        Assert.Equal(["main"], workspace.Config.Prefixes.Select(prefix => prefix.Prefix.Name));
        Assert.NotNull(workspace.Reserved.Check(TestWorkspace.At("connectors/grafana.py")));
    }

    [Fact]
    public async Task Missing_config_says_how_to_write_one()
    {
        using var test = TestWorkspace.Create();

        var problem = await RefusalAsync(test, test.Root);

        Assert.Equal($"WSP001: There is no `autoschematic.ron` in `{test.Root}`", problem.ToString());
        Assert.Equal("run `autoschematic init` to write one", problem.Hint);
    }

    [Fact]
    public async Task Config_below_the_root_is_pointed_at()
    {
        using var test = TestWorkspace.Create(("infra/autoschematic.ron", Config), ("infra/main/a", "x"));

        var problem = await RefusalAsync(test, test.PathOf("infra/main"));

        Assert.Equal(
            $"WSP002: There is no `autoschematic.ron` in `{test.Root}`, but one in `{test.PathOf("infra")}`", problem.ToString());
    }

    [Fact]
    public async Task Config_that_is_a_link_or_not_text_is_refused()
    {
        using var test = TestWorkspace.Create(("real.ron", Config));
        File.CreateSymbolicLink(test.PathOf("autoschematic.ron"), "real.ron");
        Assert.Equal("FIL001", (await RefusalAsync(test, test.Root)).Code);

        test.Delete("autoschematic.ron").Write("autoschematic.ron", [0xC3, 0x28]);
        Assert.Equal("WSP003", (await RefusalAsync(test, test.Root)).Code);
    }

    private static async Task<Diagnostic> RefusalAsync(TestWorkspace test, string folder)
    {
        var bag = new DiagnosticBag();
        Assert.Null(await new WorkspaceOpener(test.Host, test.Clock).OpenAsync(folder, bag, default));
        return Assert.Single(bag);
    }
}
