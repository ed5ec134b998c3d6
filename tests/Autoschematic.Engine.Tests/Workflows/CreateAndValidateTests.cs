using System.Text;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Creating;
using Autoschematic.Engine.Workflows.Formatting;
using Autoschematic.Engine.Workflows.Initialising;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Engine.Workflows.Safety;
using Autoschematic.Engine.Workflows.Validation;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class CreateAndValidateTests
{
    [Fact]
    public async Task Create_fills_address_and_strings_of_the_body()
    {
        using var scenario = new Scenario();
        Offer(scenario, "net/[name].ron", "Net(name: \"[name]\", zones: [\"[zone]\"], size: [1, 2])");

        var result = await CreateAsync(scenario, "net/[name].ron", ("name", "a\"b"), ("zone", "z1"));

        Assert.Equal("", Scenario.Describe(result.Diagnostics));
        Assert.Equal("== main/net/a\"b.ron\nNet(name: \"a\\\"b\", zones: [\"z1\"], size: [1, 2])", scenario.Listing());
    }

    [Fact]
    public async Task Create_takes_values_from_an_address_and_names_those_that_are_missing()
    {
        using var scenario = new Scenario();
        Offer(scenario, "net/[name].txt", "name [name] in [zone]");

        var missing = await CreateAsync(scenario, "net/web.txt");
        Assert.Equal(["zone"], missing.MissingValues);
        Assert.Equal(RunOutcome.Usage, missing.Outcome);
        Assert.Equal("", scenario.Listing());

        Assert.Equal("main/net/web.txt", (await CreateAsync(scenario, "net/web.txt", ("zone", "z1"))).File?.Text);
        Assert.Equal("name web in z1", scenario.Repository.Read("main/net/web.txt"));
        Assert.Equal("main/net/db.txt", (await CreateAsync(scenario, "main/net/db.txt", ("zone", "z2"))).File?.Text);
        Assert.Equal("name db in z2", scenario.Repository.Read("main/net/db.txt"));
        Assert.Equal("A  main/net/db.txt\nA  main/net/web.txt\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task Create_never_overwrites_and_never_leaves_its_folder()
    {
        using var scenario = new Scenario(("main/net/web.txt", "mine"));
        Offer(scenario, "net/[name].txt", "theirs");

        Assert.Equal("CRE006", Assert.Single((await CreateAsync(scenario, "net/[name].txt", ("name", "web"))).Diagnostics).Code);
        Assert.Equal("CRE004", Assert.Single((await CreateAsync(scenario, "net/[name].txt", ("name", "../x"))).Diagnostics).Code);
        Assert.Equal("CRE008", Assert.Single((await CreateAsync(scenario, "net/[name].txt", ("name", "a\nb"))).Diagnostics).Code);
        Assert.Equal("CRE001", Assert.Single((await CreateAsync(scenario, "vm/[name].txt")).Diagnostics).Code);
        Assert.Equal("== main/net/web.txt\nmine", scenario.Listing());
    }

    [Fact]
    public async Task Validate_finds_every_problem_at_once_with_its_place()
    {
        using var scenario = new Scenario(
            ("main/a.ron", "A(\n    to: \"out://nowhere.txt[id]\",\n    ok: \"out://b.txt[id]\",\n    key: \"out://b.txt[nope]\",\n)"),
            ("main/b.txt", "b"),
            (".autoschematic/main/b.txt.out.json", """{"OutputMap": {"id": "1"}}"""));
        scenario.Connector.Linter = (address, _) => address.Text == "b.txt"
            ? [new(DiagnosticSeverity.Error, new(1, 1), new(1, 2), "too short")]
            : [];

        var result = await ValidateAsync(scenario);

        Assert.Equal(
            """
            main/a.ron:2:10 VAL001 `out://nowhere.txt[id]` refers to `nowhere.txt`, which is not in this prefix
            main/a.ron:4:11 VAL002 `b.txt` has no output `nope`
            main/b.txt:1:1 VAL006 too short (says `fake`)
            outcome Error
            """,
            Describe(result));
    }

    [Theory]
    [InlineData("net/[name].txt", "")]
    [InlineData("net/[name].bundle", "")]
    [InlineData("net/[name].conf", "")]
    [InlineData("net/[name].md", "Warning CRE007 No connector owns `main/net/web.md`")]
    public async Task Create_warns_only_when_no_connector_has_any_use_for_the_file(string template, string expected)
    {
        using var scenario = new Scenario();
        Offer(scenario, template, "body");

        var result = await CreateAsync(scenario, template, ("name", "web"));

        Assert.Equal(expected, Scenario.Describe(result.Diagnostics));
        Assert.Equal(RunOutcome.Done, result.Outcome);
    }

    [Fact]
    public async Task Validate_asks_the_owner_of_a_resource_also_behind_one_that_only_configures()
    {
        using var scenario = TwoConnectors(("main/a.txt", "a"));
        scenario.First.Filter = _ => FilterBits.Config;
        scenario.First.Linter = (_, _) => [new(DiagnosticSeverity.Warning, new(1, 1), new(1, 1), "of the first")];
        scenario.Scenario.Connector.Linter = (_, _) => [new(DiagnosticSeverity.Warning, new(1, 1), new(1, 1), "of the owner")];

        Assert.Equal(
            "main/a.txt:1:1 VAL006 of the first (says `first`)\nmain/a.txt:1:1 VAL006 of the owner (says `fake`)\noutcome Done",
            Describe(await ValidateAsync(scenario.Scenario)));
    }

    [Fact]
    public async Task Two_connectors_that_claim_one_address_are_named_and_only_the_first_is_asked()
    {
        using var scenario = TwoConnectors(("main/a.txt", "a"));

        Assert.Equal(
            "main/a.txt VAL005 `main/a.txt` is claimed as a resource by `first` and `fake`\noutcome Done",
            Describe(await ValidateAsync(scenario.Scenario)));
        Assert.Equal((1, 0), (scenario.First.CountOf("Diag"), scenario.Scenario.Connector.CountOf("Diag")));
    }

    [Fact]
    public async Task A_connector_whose_filter_fails_keeps_no_other_from_being_asked()
    {
        using var scenario = TwoConnectors(("main/a.txt", "a"));
        scenario.First.Failing("Filter", "*", "no idea");
        scenario.Scenario.Connector.Linter = (_, _) => [new(DiagnosticSeverity.Warning, new(1, 1), new(1, 1), "of the owner")];

        Assert.Equal(
            "main/a.txt CON003 Connector `first` failed in `Filter`: no idea\nmain/a.txt:1:1 VAL006 of the owner (says `fake`)\noutcome Error",
            Describe(await ValidateAsync(scenario.Scenario)));
    }

    [Fact]
    public async Task A_reference_to_outputs_whose_body_is_gone_is_an_error_but_not_one_that_sparse_checkout_keeps_away()
    {
        using var scenario = new Scenario(
            ("main/in/a.txt", "out://out/b.txt[id]"),
            ("main/out/b.txt", "b"),
            (".autoschematic/main/out/b.txt.out.json", """{"OutputMap": {"id": "1"}}"""));
        scenario.Repository.Git("sparse-checkout", "set", "--no-cone", "/autoschematic.ron", "/main/in/", "/.autoschematic/");
        Assert.Equal(RunOutcome.Done, (await ValidateAsync(scenario)).Outcome);

        scenario.Repository.Git("sparse-checkout", "disable");
        scenario.Repository.StageDeletion("main/out/b.txt");
        Assert.Equal(
            "main/in/a.txt:1:1 VAL001 `out://out/b.txt[id]` refers to `out/b.txt`, which is not in this prefix\noutcome Error",
            Describe(await ValidateAsync(scenario)));
    }

    [Fact]
    public async Task Roles_that_are_not_utf8_are_an_error()
    {
        using var scenario = new Scenario();
        scenario.Repository.Write("autoschematic.rbac.ron", [.. "AutoschematicRbacConfig(roles: {\""u8, 0xE9, .. "\": Role(users: [], prefixes: {})})"u8]);

        Assert.Equal("autoschematic.rbac.ron WSP003 `autoschematic.rbac.ron` is not UTF-8 text\noutcome Usage", Describe(await ValidateAsync(scenario)));
    }

    [Fact]
    public async Task Validate_offline_starts_no_connector()
    {
        using var scenario = new Scenario(("main/b.txt", "b"));
        var result = await ValidateAsync(scenario, offline: true);
        Assert.Equal("outcome Done", Describe(result));
        Assert.Equal(1, result.Files);
        Assert.Empty(scenario.Pool.Launches);
    }

    [Fact]
    public async Task Validate_reports_configuration_and_roles_together()
    {
        using var scenario = new Scenario();
        scenario.Repository.Write("autoschematic.ron", "AutoschematicConfig(prefixs: {})");
        scenario.Repository.Write("autoschematic.rbac.ron", "AutoschematicRbacConfig(roles: 1)");

        var result = await ValidateAsync(scenario);

        Assert.Equal(RunOutcome.Usage, result.Outcome);
        Assert.Contains(result.Diagnostics, found => found.Location?.Source.Path == "autoschematic.ron");
        Assert.Contains(result.Diagnostics, found => found.Location?.Source.Path == "autoschematic.rbac.ron");
    }

    [Fact]
    public async Task Marks_of_conflicts_are_warned_about_where_they_stand()
    {
        using var scenario = new Scenario(
            ("main/a.ron", "A(\n    // <<<<<<< conflict at b; the local value follows\n    // >>>>>>> remote: 3\n    b: 2,\n)\n"),
            ("main/b.txt", "one\n<<<<<<< local\ntwo\n=======\nthree\n>>>>>>> remote\n"),
            ("main/c.txt", "one\n>>>>>>> remote\n"),
            ("main/d.png", "<<<<<<< local\n"));

        const string Found = """
            main/a.ron:2:8 VAL009 A conflict that is marked here is not settled
            main/b.txt:2:1 VAL009 A conflict that is marked here is not settled
            main/c.txt:2:1 VAL009 The mark `>>>>>>>` of a conflict was left behind
            outcome Done
            """;
        Assert.Equal(Found, Describe(await ValidateAsync(scenario)));
        Assert.Equal(
            Found.Replace("outcome", "main/d.png:1:1 VAL009 A conflict that is marked here is not settled\noutcome", StringComparison.Ordinal),
            Describe(await ValidateAsync(scenario, offline: true)));
    }

    [Fact]
    public async Task The_lock_file_is_checked()
    {
        using var scenario = new Scenario();
        scenario.Repository.Write("autoschematic.lock.ron", "AutoschematicLock(packages: [\n  Locked(kind: Pip, name: \"gone\", version: \"1\", hashes: {\"x\": \"00\"}),\n])");
        Assert.Equal(
            """
            autoschematic.lock.ron:2:27 LKF010 No connector is of package `Pip gone`
            autoschematic.lock.ron:2:63 LKF005 This is neither a SHA-256 nor a SHA-512
            outcome Usage
            """,
            Describe(await ValidateAsync(scenario)));

        scenario.Repository.Write("autoschematic.lock.ron", [0xff]);
        Assert.Equal("autoschematic.lock.ron WSP003 `autoschematic.lock.ron` is not UTF-8 text\noutcome Usage", Describe(await ValidateAsync(scenario)));

        scenario.Repository.Write("autoschematic.lock.ron", "AutoschematicLock(packages: [])");
        Assert.Equal("outcome Done", Describe(await ValidateAsync(scenario)));
    }

    [Fact]
    public async Task A_body_that_does_not_parse_is_an_error_unless_its_connector_says_so_itself()
    {
        using var scenario = new Scenario(
            ("main/broken.json", "{\n  \"a\": ,\n}\n"),
            ("main/broken.ron", "A(x: )\n"),
            ("main/nobodys.json", "{"),
            ("main/port.json", "{\"port\": out://good.json[port]}\n"),
            ("main/seen.json", "{"),
            ("main/good.json", "{\"a\": 1}\n"));
        scenario.Connector.Filter = address => address.Text == "nobodys.json" ? FilterBits.None : FilterBits.Resource;
        scenario.Connector.Linter = (address, _) => address.Text == "seen.json"
            ? [new ConnectorDiagnostic(DiagnosticSeverity.Error, new(1, 1), new(1, 2), "not JSON")]
            : [];

        var result = await ValidateAsync(scenario);

        Assert.Equal(
            """
            main/broken.json:2:8 VAL008 `main/broken.json` does not parse: Expected a value, found `,`
            main/broken.ron:1:6 VAL008 `main/broken.ron` does not parse: Expected a value, found `)`
            main/port.json VAL004 `main/port.json` does not parse, so its references are taken from its plain text
            main/seen.json:1:1 VAL006 not JSON (says `fake`)
            outcome Error
            """,
            Describe(result));
        Assert.Equal((6, 1, 1), (result.Files, result.Prefixes, result.Connectors));
        var offline = await ValidateAsync(scenario, offline: true);
        Assert.Equal(
            ["main/broken.json", "main/broken.ron", "main/nobodys.json", "main/seen.json"],
            offline.Diagnostics.Where(found => found.Code == "VAL008").Select(found => found.Location!.Source.Path));
        Assert.Equal(0, offline.Connectors);
    }

    [Fact]
    public async Task Fmt_leaves_out_the_markers_of_bundles()
    {
        using var scenario = new Scenario(("main/.bundle/team/a.txt.bun.ron", "ChildOf(parent:\"team.bundle\")"), ("main/a.ron", "A(\n    x: 1,\n)\n"));
        var result = await new FormatWorkflow().RunAsync(
            await scenario.OpenAsync(), new FormatRequest([], scenario.Repository.Root), Scenario.Ignore, CancellationToken.None);
        Assert.DoesNotContain(result.Changed, file => file.Text.Contains(".bundle", StringComparison.Ordinal));
        Assert.Equal("ChildOf(parent:\"team.bundle\")", scenario.Repository.Read("main/.bundle/team/a.txt.bun.ron"));
    }

    [Theory]
    [InlineData("main/a.txt", "`main/a.txt` does not exist remotely; `autoschematic plan main/a.txt` shows what would create it")]
    [InlineData("main/b.txt", "`main/b.txt` does not exist, neither remotely nor as a file; `autoschematic drift --unmanaged` lists what exists remotely only, `autoschematic create` begins a new file")]
    public async Task Get_of_what_is_not_there_knows_whether_there_is_a_file(string path, string expected)
    {
        using var scenario = new Scenario(("main/a.txt", "a"));
        var result = await new GetWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new GetRequest(path, scenario.Repository.Root), Scenario.Ignore, CancellationToken.None);
        Assert.Equal(expected, string.Join('\n', result.Diagnostics.Select(found => $"{found.Message}; {found.Hint}")));
        Assert.Equal(RunOutcome.Error, result.Outcome);
    }

    [Fact]
    public async Task Get_of_what_no_connector_takes_is_bad_usage()
    {
        using var scenario = new Scenario();
        scenario.Connector.Filter = _ => FilterBits.None;
        var result = await new GetWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new GetRequest("main/a.txt", scenario.Repository.Root), Scenario.Ignore, CancellationToken.None);
        Assert.Equal((RunOutcome.Usage, "WRK004"), (result.Outcome, Assert.Single(result.Diagnostics).Code));
    }

    [Fact]
    public async Task Fmt_formats_and_check_only_says_what_would_change()
    {
        using var scenario = new Scenario(("main/a.ron", "A(x:1)"), ("main/good.ron", "A(\n    x: 1,\n)\n"), ("main/bad.ron", "A("), ("main/a.json", "{ }"));
        var workspace = await scenario.OpenAsync();
        var workflow = new FormatWorkflow();
        var good = new FormatRequest(["main/a.ron", "main/good.ron"], scenario.Repository.Root, Check: true);

        var check = await workflow.RunAsync(workspace, good, Scenario.Ignore, CancellationToken.None);
        Assert.Equal(RunOutcome.Error, check.Outcome);
        Assert.Equal(["main/a.ron"], check.Changed.Select(file => file.Text));
        Assert.Equal("A(x:1)", scenario.Repository.Read("main/a.ron"));

        var all = await workflow.RunAsync(workspace, new FormatRequest(["main"], scenario.Repository.Root), Scenario.Ignore, CancellationToken.None);
        Assert.Equal(RunOutcome.Partly, all.Outcome);
        Assert.Equal("A(", scenario.Repository.Read("main/bad.ron"));
        Assert.Equal("{ }", scenario.Repository.Read("main/a.json"));

        var again = await workflow.RunAsync(workspace, good, Scenario.Ignore, CancellationToken.None);
        Assert.Equal(RunOutcome.Done, again.Outcome);
        Assert.Equal(2, again.Unchanged);
    }

    [Fact]
    public async Task Init_writes_a_configuration_that_is_valid_and_never_touches_one_that_exists()
    {
        using var repository = TestWorkspace.Create();
        var workflow = new InitWorkflow(repository.Host, repository.Clock);
        var first = await workflow.RunAsync(new InitRequest(repository.Root), Scenario.Ignore, CancellationToken.None);
        Assert.True(first.Created);
        var text = repository.Read("autoschematic.ron");
        Assert.NotNull(await repository.OpenAsync());

        repository.Write("autoschematic.ron", text + "// mine\n");
        Assert.False((await workflow.RunAsync(new InitRequest(repository.Root), Scenario.Ignore, CancellationToken.None)).Created);
        Assert.EndsWith("// mine\n", repository.Read("autoschematic.ron"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_and_get_show_what_is_stored_and_what_is_there()
    {
        using var scenario = new Scenario(
            ("main/mapped/web.txt", "local"),
            (".autoschematic/main/mapped/web.txt.out.json", """{"OutputMap": {"id": "id-1"}}"""),
            (".autoschematic/main/mapped/id-1.txt.out.json", """{"PointerToVirtual": "mapped/web.txt"}"""));
        scenario.Cloud.Put("mapped/id-1.txt", "remote", ("id", "id-1"));
        var workspace = await scenario.OpenAsync();

        var outputs = await new OutputWorkflow().RunAsync(
            workspace, new OutputRequest("mapped/id-1.txt", scenario.Repository.PathOf("main")), Scenario.Ignore, CancellationToken.None);
        Assert.Equal("main/mapped/web.txt id=id-1", $"{outputs.Resource} {string.Join(' ', outputs.Values.Select(pair => $"{pair.Key}={pair.Value}"))}");

        var got = await new GetWorkflow(scenario.Pool).RunAsync(
            workspace, new GetRequest("main/mapped/web.txt", scenario.Repository.Root), Scenario.Ignore, CancellationToken.None);
        Assert.Equal("mapped/id-1.txt: remote", $"{got.Physical}: {Encoding.UTF8.GetString(got.Body!.Value.Span)}");
    }

    [Fact]
    public async Task The_safety_lock_says_who_locked_and_why()
    {
        using var scenario = new Scenario();
        var workspace = await scenario.OpenAsync();
        var workflow = new SafetyWorkflow();
        var locked = await workflow.RunAsync(workspace, new SafetyRequest(true, "a migration runs"), Scenario.Ignore, CancellationToken.None);
        Assert.Equal("a migration runs", locked.State?.Reason);
        Assert.Equal("mona", locked.State?.Owner);
        Assert.Null((await workflow.RunAsync(workspace, new SafetyRequest(false), Scenario.Ignore, CancellationToken.None)).State);
    }

    private static TwoConnectorScenario TwoConnectors(params (string Path, string Content)[] files)
    {
        var scenario = new Scenario(files);
        var first = new FakeConnector("first", scenario.Cloud);
        scenario.Pool.Add("main", first);
        scenario.Repository.Write(
            "autoschematic.ron",
            Scenario.Config.Replace("connectors: [", "connectors: [Connector(shortname: \"first\", spec: Binary(path: \"first\")),", StringComparison.Ordinal));
        return new(scenario, first);
    }

    private static void Offer(Scenario scenario, string template, string body)
        => scenario.Connector.Skeletons = [new Skeleton(template, Encoding.UTF8.GetBytes(body))];

    private static async Task<CreateResult> CreateAsync(Scenario scenario, string template, params (string Name, string Value)[] values)
        => await new CreateWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(),
            new CreateRequest(null, null, template, values.ToDictionary(value => value.Name, value => value.Value)),
            Scenario.Ignore,
            CancellationToken.None);

    private static async Task<ValidateResult> ValidateAsync(Scenario scenario, bool offline = false)
        => await new ValidateWorkflow(scenario.Repository.Host, scenario.Repository.Clock, scenario.Pool).RunAsync(
            new ValidateRequest(scenario.Repository.Root, offline), Scenario.Ignore, CancellationToken.None);

    private static string Describe(ValidateResult result)
        => string.Join('\n', [
            .. result.Diagnostics.Select(found => $"{found.Location} {found.Code} {found.Message}"),
            $"outcome {result.Outcome}",
        ]);

    private sealed record TwoConnectorScenario(Scenario Scenario, FakeConnector First) : IDisposable
    {
        public void Dispose() => Scenario.Dispose();
    }
}
