using Autoschematic.Engine.Selections;
using static Autoschematic.Engine.Tests.Selections.SelectionScenario;

namespace Autoschematic.Engine.Tests.Selections;

[Trait("kind", "process")]
public sealed class SelectionTests
{
    [Fact]
    public async Task Staged_files_come_with_their_staged_content()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1"), ("main/gone", "1"), ("main/still", "1"), ("apps/eu/x", "1")]);
        scenario.Test.Stage("main/a", "2").Write("main/a", "3").StageDeletion("main/gone").Stage("apps/eu/new", "1");
        scenario.Test.Git("rm", "-q", "--cached", "main/still");
        scenario.Test.Write("main/untracked", "1").Write("apps/eu/x", "2").Stage("README", "1").Stage("apps/eu2/y", "1");
        scenario.Test.Write("main/planned", "1").Git("add", "--intent-to-add", "main/planned");

        Assert.Equal(
            """
            Modified main : a [1 → 2] dirty
            Deleted main : gone [1 → -]
            Deleted main : still [1 → -] dirty
            Added apps/eu : new [- → 1]
            """,
            await scenario.ShowAsync(Staged));
    }

    [Fact]
    public async Task Unborn_head_has_no_base()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1")]);
        scenario.Test.Git("update-ref", "-d", "HEAD");

        Assert.Equal("Added main : a [- → 1]", await scenario.ShowAsync(Staged));
    }

    [Fact]
    public async Task Reserved_paths_are_never_selected()
    {
        using var scenario = new SelectionScenario();
        foreach (var path in new[]
        {
            "main/connector.py", "main/settings.env", "main/.gitignore", "main/.bundle/a.bun.ron", "main/Autoschematic.ron",
            "main/.autoschematic/x", "autoschematic.rbac.ron", ".autoschematic/main/a.out.json", "main/real",
        })
        {
            scenario.Test.Stage(path, "{}");
        }

        Assert.Equal("Added main : real [- → {}]", await scenario.ShowAsync(Staged));
    }

    [Fact]
    public async Task Root_prefix_holds_everything_but_reserved_paths()
    {
        const string config = """
            AutoschematicConfig(prefixes: {"/": Prefix(connectors: [
                Connector(shortname: "c", spec: PythonLocal(path: "connectors/c.py"), env_file: ".env"),
            ])})
            """;
        using var scenario = new SelectionScenario(config, [("connectors/c.py", ""), (".env", ""), ("a", "1"), ("d/b", "1")]);
        scenario.Test.Write(".autoschematic/gone.ron.out.json", """{"OutputMap": {"id": "1"}}""");
        scenario.Test.Write(".autoschematic/a.out.json", """{"OutputMap": {"id": "1"}}""");
        scenario.Test.Write(".autoschematic/id-7.out.json", """{"PointerToVirtual": "gone.ron"}""");

        Assert.Equal(
            """
            Unchanged / : a [1 → 1]
            Unchanged / : d/b [1 → 1]
            orphan / : gone.ron
            """,
            await scenario.ShowAsync(All));
        Assert.Equal(
            "Deleted / : gone.ron [- → -] orphan",
            await scenario.ShowAsync(new SelectionRequest(All, Subpath: "gone.ron", Prune: true)));
    }

    [Fact]
    public async Task All_reads_the_working_tree()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1"), ("main/b", "1"), ("main/gone", "1"), (".gitignore", "ignored\n")]);
        scenario.Test.Write("main/a", "2").Delete("main/gone").Write("main/new", "1").Stage("main/staged", "1").Write("main/ignored", "1");
        scenario.Test.Write(".autoschematic/main/gone.out.json", """{"OutputMap": {}}""");
        scenario.Test.Write(".autoschematic/main/ignored.out.json", """{"OutputMap": {}}""");

        Assert.Equal(
            """
            Modified main : a [1 → 2] dirty
            Unchanged main : b [1 → 1]
            Added main : new [- → 1] dirty
            Added main : staged [- → 1]
            orphan main : gone
            """,
            await scenario.ShowAsync(All));
        Assert.Equal(
            "Deleted main : gone [1 → -] dirty orphan",
            await scenario.ShowAsync(new SelectionRequest(All, Subpath: "gone", Prune: true)));
    }

    [Fact]
    public async Task Since_compares_the_working_tree_with_a_commit()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1"), ("main/b", "1"), ("main/gone", "1"), ("main/lost", "1")]);
        scenario.Test.Git("tag", "start");
        scenario.Test.Write("main/a", "2").Delete("main/gone").CommitAll();
        scenario.Test.Delete("main/lost").Write("main/new", "1");

        Assert.Equal(
            """
            Unchanged main : a [2 → 2]
            Deleted main : gone [1 → -]
            Deleted main : lost [1 → -] dirty
            Added main : new [- → 1] dirty
            """,
            await scenario.ShowAsync(new SelectionMode.Since("start")));
        Assert.Equal(
            "BadUsage\nError SEL009: `nowhere` names no commit (give a branch, a tag or a commit id after `--since`)",
            await scenario.ShowAsync(new SelectionMode.Since("nowhere")));
    }

    [Fact]
    public async Task Filters_narrow_by_prefix_connector_and_patterns()
    {
        using var scenario = new SelectionScenario(
            files: [("main/a/1.ron", "x"), ("main/a/b/2.ron", "x"), ("main/c.ron", "x"), ("apps/eu/a/1.ron", "x")]);

        Assert.Equal("Unchanged apps/eu : a/1.ron [x → x]", await scenario.ShowAsync(new SelectionRequest(All, Prefix: "apps/eu/")));
        Assert.Equal("Unchanged apps/eu : a/1.ron [x → x]", await scenario.ShowAsync(new SelectionRequest(All, Connector: "aws")));
        Assert.Equal(
            "Unchanged main : a/b/2.ron [x → x]",
            await scenario.ShowAsync(new SelectionRequest(All, Prefix: "main", Subpath: "a", Exclude: ["*/1.ron"])));
        Assert.Equal(
            "Information SEL004: `-s nothing/*` matches none of the files in question",
            await scenario.ShowAsync(new SelectionRequest(All, Subpath: "nothing/*")));
    }

    [Fact]
    public async Task Unknown_names_are_bad_usage_with_the_nearest()
    {
        using var scenario = new SelectionScenario(files: [("main/dashboard.json", "x"), ("other/file", "x")]);

        Assert.Equal(
            "BadUsage\nError SEL001: There is no prefix `mian` in `autoschematic.ron` (did you mean `main`?)",
            await scenario.ShowAsync(new SelectionRequest(Staged, Prefix: "mian")));
        Assert.Equal(
            "BadUsage\nError SEL002: There is no connector `aws` in the selected prefixes (connectors are `grafana`, `dns`)",
            await scenario.ShowAsync(new SelectionRequest(Staged, Prefix: "main", Connector: "aws")));
        Assert.Equal(
            "BadUsage\nError SEL006: There is no file or folder `main/dashbord.json` (did you mean `main/dashboard.json`?)",
            await scenario.ShowAsync(scenario.Paths("main/dashbord.json")));
        Assert.Equal(
            "BadUsage\nError SEL007: `other/file` is in no prefix of `autoschematic.ron` (prefixes are `main`, `apps/eu`)",
            await scenario.ShowAsync(scenario.Paths("other/file")));
        Assert.Equal(
            "BadUsage\nError SEL005: `../x` is not in the repository `ROOT` (name another repository with `--repo`)",
            await scenario.ShowAsync(scenario.Paths("../x")));
        Assert.Equal(
            "BadUsage\nError SEL003: The pattern `../a` of `-s` has the component `..`, no address has one"
                + " (use components joined by `/`, with `*` for one and `**` for any number)",
            await scenario.ShowAsync(new SelectionRequest(All, Subpath: "../a")));
    }

    [Fact]
    public async Task Paths_are_relative_to_the_current_directory_and_name_files_and_folders()
    {
        using var scenario = new SelectionScenario(files: [("main/d/a", "1"), ("main/d/b", "1"), ("main/e", "1"), ("apps/eu/x", "1")]);
        scenario.Test.Write("main/d/b", "2").Delete("main/e").Write(".autoschematic/main/d/o.out.json", """{"OutputMap": {}}""");
        var linked = Path.Join(scenario.Test.Folder, "link");
        Directory.CreateSymbolicLink(linked, scenario.Test.PathOf("main"));

        const string expected = """
            Unchanged main : d/a [1 → 1]
            Modified main : d/b [1 → 2] dirty
            Deleted main : e [1 → -] dirty
            orphan main : d/o
            """;
        Assert.Equal(expected, await scenario.ShowAsync(scenario.Paths("main/d", "main/e")));
        Assert.Equal(
            expected,
            await scenario.ShowAsync(new(new SelectionMode.Paths(["../d/", "../e"], scenario.Test.PathOf("main/d"))), scenario.Test.PathOf("main/d")));
        Assert.Equal(expected, await scenario.ShowAsync(new SelectionMode.Paths(["d", "./e"], linked)));
        Assert.Equal(expected, await scenario.ShowAsync(new SelectionMode.Paths([scenario.Test.PathOf("main/d"), "e"], scenario.Test.PathOf("main"))));
    }

    [Fact]
    public async Task Everything_is_named_by_a_dot_and_deletions_in_it_stay_orphans()
    {
        using var scenario = new SelectionScenario(files: [("main/a", "1"), ("main/gone", "1"), ("apps/eu/x", "1"), ("README", "1")]);
        scenario.Test.Delete("main/gone").Write(".autoschematic/main/gone.out.json", """{"OutputMap": {}}""");

        Assert.Equal(
            """
            Unchanged main : a [1 → 1]
            Unchanged apps/eu : x [1 → 1]
            orphan main : gone
            """,
            await scenario.ShowAsync(scenario.Paths(".")));
        Assert.Equal("Deleted main : gone [1 → -] dirty", await scenario.ShowAsync(scenario.Paths("main/gone")));
    }
}
