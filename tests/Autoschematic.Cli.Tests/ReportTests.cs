using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

/// <summary>Whole output of the commands that only look, and of linked imports.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task Import_links_and_verifies()
    {
        using var workspace = new CliWorkspace();
        workspace.Cloud.Put("net/blue.ron", "Net(name: \"blue\")", ("id", "net-0a1b2c"));
        workspace.Cloud.Put("net/red.ron", "Net(name: \"red\")", ("id", "net-9z8y7x"), ("owner", "platform"));
        workspace.Cloud.Put("vm/web.json", """{"net": "net-0a1b2c", "owner": "platform"}""", ("owner", "platform"));

        (await workspace.RunAsync("import", "--link", "--verify")).Matches("run-import-link.txt");
        var json = await workspace.RunAsync("import", "--link", "--verify", "--format", "json");
        Assert.Empty(JsonSchema.Load("import.schema.json").Check(json.Output));
        Assert.Equal("""{"net": "out://net/blue.ron[id]", "owner": "platform"}""", workspace.Files.Read("main/vm/web.json"));
    }

    [Fact]
    public async Task Drift_leaves_out_what_rules_hide_and_writes_sarif()
    {
        using var workspace = Drifted();

        (await workspace.RunAsync("drift", "--unmanaged", "--exit-code", "--sarif", "../drift.sarif")).Matches("run-drift-ignore.txt");
        (await workspace.RunAsync("drift", "--full")).Matches("run-drift-ignore-full.txt");
        var sarif = File.ReadAllText(Path.Join(workspace.Files.Folder, "drift.sarif"));
        Assert.Empty(JsonSchema.Load("drift-sarif.schema.json").Check(sarif));
        Assert.Empty(JsonSchema.LoadSarif().Check(sarif));
        Testing.Snapshot.Match(sarif.Replace($"\"{VersionCommand.ProductVersion}\"", "\"[VERSION]\"", StringComparison.Ordinal), "run-drift.sarif.txt");
        var json = await workspace.RunAsync("drift", "--format", "json");
        Assert.Empty(JsonSchema.Load("drift.schema.json").Check(json.Output));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_an_error_and_the_drift_is_shown_all_the_same()
    {
        using var workspace = Drifted();

        var run = await workspace.RunAsync("drift", "--sarif", "no/such/folder/drift.sarif");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("error[CLI020]: The report `no/such/folder/drift.sarif` cannot be written: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("missing remotely", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_drift_takes_what_rules_hide_for_equal()
    {
        using var workspace = Drifted();

        Assert.Equal(0, (await workspace.RunAsync("check-drift", "main/vm/tagged.json")).ExitCode);
        Assert.Equal(1, (await workspace.RunAsync("check-drift", "main/vm/gone.json")).ExitCode);
    }

    [Fact]
    public async Task Fsck_shows_problems_and_puts_right_what_is_certain()
    {
        using var workspace = new CliWorkspace(
            ("main/a.ron", "A(\n    b: \"out://nowhere.ron[id]\",\n)\n"),
            (".autoschematic/main/gone.ron.out.json", """{"OutputMap": {"id": "1"}}"""),
            (".autoschematic/main/lost-1.ron.out.json", """{"PointerToVirtual": "lost.ron"}"""));

        (await workspace.RunAsync("fsck")).Matches("run-fsck.txt");
        var json = await workspace.RunAsync("fsck", "--format", "json");
        Assert.Empty(JsonSchema.Load("fsck.schema.json").Check(json.Output));
        (await workspace.RunAsync("fsck", "--fix")).Matches("run-fsck-fix.txt");
        Assert.Equal("D  .autoschematic/main/lost-1.ron.out.json\n", workspace.Files.Status());
    }

    [Fact]
    public async Task Graph_is_text_dot_mermaid_and_json()
    {
        using var workspace = new CliWorkspace(
            ("main/net.ron", "Net()"), ("main/vm/web.json", """{"net": "out://net.ron[id]"}"""), ("main/vm/web/disk.json", "{}"));

        (await workspace.RunAsync("graph")).Matches("run-graph.txt");
        (await workspace.RunAsync("graph", "--as", "dot", "--offline")).Matches("run-graph-dot.txt");
        (await workspace.RunAsync("graph", "--as", "mermaid", "-p", "main")).Matches("run-graph-mermaid.txt");
        var json = (await workspace.RunAsync("graph", "--format", "json")).Matches("run-graph.json.txt");
        Assert.Empty(JsonSchema.Load("graph.schema.json").Check(json.Output));
        Assert.Equal(64, (await workspace.RunAsync("graph", "--as", "svg")).ExitCode);
    }

    private static CliWorkspace Drifted()
    {
        var workspace = new CliWorkspace(
            ("main/vm/tagged.json", """{"tags": {"owner": "x"}}"""),
            ("main/vm/both.json", """{"tags": {"owner": "x"}, "size": 1}"""),
            ("main/vm/gone.json", "{}"),
            (".autoschematic/drift-ignore.ron", """
                DriftIgnore(rules: [
                    Ignore(addr: "vm/*", field: "tags", reason: "the billing job writes them"),
                    Ignore(addr: "vm/*", field: "size", reason: "resizing", until: "2001-02-03"),
                ])

                """));
        workspace.Cloud.Put("vm/tagged.json", """{"tags": {"owner": "y"}}""");
        workspace.Cloud.Put("vm/both.json", """{"tags": {"owner": "y"}, "size": 2}""");
        workspace.Cloud.Put("vm/manual.json", "{}");
        return workspace;
    }
}
