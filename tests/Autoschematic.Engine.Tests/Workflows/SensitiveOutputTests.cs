using System.Text;
using Autoschematic.Engine.Selections;
using Autoschematic.Engine.Tests.Secrets;
using Autoschematic.Engine.Workflows;
using Autoschematic.Engine.Workflows.Checking;
using Autoschematic.Engine.Workflows.Drift;
using Autoschematic.Engine.Workflows.Importing;
using Autoschematic.Engine.Workflows.Pulling;
using Autoschematic.Engine.Workflows.Reading;
using Autoschematic.Engine.Workflows.Renaming;
using Autoschematic.Engine.Workflows.Tasks;
using Autoschematic.Engine.Workflows.Validation;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;

namespace Autoschematic.Engine.Tests.Workflows;

/// <summary>Sensitive outputs and task secrets with a keystore at hand.</summary>
public sealed class SensitiveOutputTests
{
    private const string Sealed = ".autoschematic/main/db.txt.password.sealed";
    private const string OutputFile = "{\n  \"OutputMap\": {\n    \"host\": \"db1\",\n    \"password\": \"secret://.autoschematic/main/db.txt.password.sealed\"\n  }\n}";

    [Fact]
    public async Task A_sensitive_output_is_sealed_staged_and_unsealed_where_it_is_referred_to()
    {
        using var scenario = await DatabaseAsync();

        Assert.Equal(OutputFile, scenario.Repository.Read(".autoschematic/main/db.txt.out.json"));
        Assert.Equal("A  .autoschematic/main/db.txt.out.json\nA  .autoschematic/main/db.txt.password.sealed\nA  main/db.txt\n", scenario.Repository.Status());
        Assert.Equal("hunter2hunter2", await UnsealAsync(scenario, Sealed));

        // The run's own key was there, and is erased with the run.
        Assert.Empty(Directory.EnumerateFiles(scenario.Repository.PathOf(".git/autoschematic/secrets"), "*", SearchOption.AllDirectories));

        scenario.Repository.CommitAll().Stage("main/app.txt", "use out://db.txt[password] here");
        var plan = await scenario.PlanAsync();
        Assert.Equal("create main/app.txt\n  create app.txt\nDone", Scenario.Show(plan));
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal("use hunter2hunter2 here", scenario.Cloud["app.txt"]!.Body);
        Assert.Equal("use out://db.txt[password] here", scenario.Repository.Read("main/app.txt"));
        scenario.Repository.CommitAll();

        scenario.Selection = new(new SelectionMode.All());
        Assert.Equal(RunOutcome.Done, (await scenario.PlanAsync()).Outcome);
        Assert.DoesNotContain((await scenario.PlanAsync()).Resources, resource => resource.Action.IsChange);
    }

    [Fact]
    public async Task A_value_that_stays_leaves_its_file_and_one_that_changes_does_not()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll();
        var before = scenario.Repository.Read(Sealed);

        scenario.Repository.Stage("main/db.txt", "two");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.Equal(before, scenario.Repository.Read(Sealed));

        scenario.Connector.Answer = (_, _) => Outputs("hunter3hunter3");
        scenario.Repository.Stage("main/db.txt", "three");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        Assert.NotEqual(before, scenario.Repository.Read(Sealed));
        Assert.Equal("hunter3hunter3", await UnsealAsync(scenario, Sealed));
    }

    [Fact]
    public async Task A_value_once_sealed_stays_so_though_its_connector_forgets_to_mark_it()
    {
        using var scenario = await DatabaseAsync();
        scenario.Connector.Answer = (_, _) => Outputs("hunter3hunter3") with { SensitiveOutputs = new HashSet<string>() };
        scenario.Repository.Stage("main/db.txt", "two");

        await scenario.ApplyAsync();

        Assert.Equal(OutputFile, scenario.Repository.Read(".autoschematic/main/db.txt.out.json"));
        Assert.Equal("hunter3hunter3", await UnsealAsync(scenario, Sealed));
    }

    [Fact]
    public async Task No_connector_can_name_the_sealed_file_of_another()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll();
        scenario.Connector.Answer = (_, _) => new(
            new Dictionary<string, string?> { ["stolen"] = $"secret://{Sealed}" }, new HashSet<string>(), null);
        scenario.Repository.Stage("main/thief.txt", "x");
        await scenario.ApplyAsync();
        scenario.Connector.Answer = null;
        scenario.Repository.Stage("main/app.txt", "use out://thief.txt[stolen]");

        await scenario.ApplyAsync();

        Assert.Equal($"use secret://{Sealed}", scenario.Cloud["app.txt"]!.Body);
    }

    [Fact]
    public async Task Deleting_the_output_or_the_resource_removes_the_sealed_file()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll();
        scenario.Connector.Answer = (_, _) => new(
            new Dictionary<string, string?> { ["password"] = null }, new HashSet<string>(), null);
        scenario.Repository.Stage("main/db.txt", "two");
        await scenario.ApplyAsync();
        Assert.False(scenario.Repository.Exists(Sealed));
        Assert.Equal($"M  .autoschematic/main/db.txt.out.json\nD  {Sealed}\nM  main/db.txt\n", scenario.Repository.Status());

        scenario.Connector.Answer = (_, _) => Outputs("hunter2hunter2");
        scenario.Repository.Stage("main/db.txt", "three");
        await scenario.ApplyAsync();
        Assert.True(scenario.Repository.Exists(Sealed));
        scenario.Repository.CommitAll().StageDeletion("main/db.txt");
        scenario.Connector.Answer = null;

        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);

        Assert.False(Directory.Exists(scenario.Repository.PathOf(".autoschematic")));
        Assert.Equal($"D  .autoschematic/main/db.txt.out.json\nD  {Sealed}\nD  main/db.txt\n", scenario.Repository.Status());
    }

    [Fact]
    public async Task Without_the_key_whoever_refers_to_it_is_an_error_and_nothing_is_lost()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll().Stage("main/app.txt", "use out://db.txt[password]");
        var keystore = scenario.Repository.Host.Keystore;
        scenario.Repository.Host = scenario.Repository.Host with { Keystore = null };

        Assert.Equal($"error main/app.txt\nSEC015 `{Sealed}` is sealed for `default`, and no keystore is configured\nError", Scenario.Show(await scenario.PlanAsync()));

        // A value that arrives all the same is kept aside, and the sealed one stays.
        scenario.Repository.Git("reset", "-q", "--hard");
        scenario.Cloud.Put("db.txt", "two", ("password", "hunter3hunter3"), ("host", "db1"));
        var pulled = await PullAsync(scenario);
        Assert.Equal(RunOutcome.Partly, pulled.Outcome);
        Assert.Equal(["SEC001"], pulled.Diagnostics.Select(item => item.Code));
        Assert.Equal(OutputFile, scenario.Repository.Read(".autoschematic/main/db.txt.out.json"));
        scenario.Repository.Host = scenario.Repository.Host with { Keystore = keystore };
        Assert.Equal("hunter2hunter2", await UnsealAsync(scenario, Sealed));
    }

    [Fact]
    public async Task What_is_sealed_is_hidden_before_its_connector_can_say_it()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll().Stage("main/app.txt", "no reference at all");
        scenario.Connector.Failing("Init", "*", "cannot log in with hunter2hunter2");

        var shown = Scenario.Show(await scenario.PlanAsync());

        Assert.Contains("cannot log in with ***", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2hunter2", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"ciphertext\": \"", "\"ciphertext\": \"AAAA", "SEC017 `.autoschematic/main/db.txt.password.sealed` cannot be unsealed with key `default`")]
    [InlineData("\"server_domain\": \"local\"", "\"server_domain\": \"other\"", "SEC017 `.autoschematic/main/db.txt.password.sealed` cannot be unsealed with key `default`")]
    [InlineData("\"default\"", "\"none\"", "SEC016 `.autoschematic/main/db.txt.password.sealed` is sealed for `none`, and keystore `KEYS` has no such key")]
    [InlineData("\"salt\": \"", "\"salt\": \"=", "SEC105 The value of `salt` is not standard base64")]
    public async Task A_sealed_output_that_was_changed_is_a_clean_error(string old, string now, string expected)
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll().Stage("main/app.txt", "use out://db.txt[password]");
        scenario.Repository.Write(Sealed, scenario.Repository.Read(Sealed).Replace(old, now, StringComparison.Ordinal));

        var plan = await scenario.PlanAsync();

        Assert.Equal(
            $"error main/app.txt\n{expected.Replace("KEYS", Keystores.FolderOf(scenario.Repository), StringComparison.Ordinal)}\nError", Scenario.Show(plan));
        Assert.StartsWith(Sealed, plan.Diagnostics[0].Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keystore_that_cannot_be_used_refuses_before_the_first_op()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll();
        File.SetUnixFileMode(
            Path.Join(Keystores.FolderOf(scenario.Repository), "default"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        scenario.Connector.Planner = (_, _, body) => [new($"update {body}", ["password"], "update it", OpKind.Update)];
        scenario.Repository.Stage("main/db.txt", "two");
        var ops = scenario.Connector.CountOf("OpExec");

        var result = await scenario.ApplyAsync();

        Assert.Equal("""
            failed update main/db.txt 0/1
            APL004 `main/db.txt` would write the sensitive output `password`, and there is no key to seal it with
            Error
            """, Scenario.Show(result));
        Assert.Contains("is not used: `default` can be read or written by other users (mode 0604)", Assert.Single(result.Diagnostics[0].Notes), StringComparison.Ordinal);
        Assert.Equal(ops, scenario.Connector.CountOf("OpExec"));
    }

    [Fact]
    public async Task A_rename_seals_again_for_the_new_path()
    {
        using var scenario = await MappedAsync();
        const string oldSeal = ".autoschematic/main/mapped/db.txt.password.sealed";
        const string newSeal = ".autoschematic/main/mapped/new.txt.password.sealed";
        Assert.True(scenario.Repository.Exists(oldSeal));

        var result = await RenameAsync(scenario, "main/mapped/db.txt", "main/mapped/new.txt");

        Assert.Equal("", Scenario.Show(result.Diagnostics));
        Assert.False(scenario.Repository.Exists(oldSeal));
        Assert.Contains($"secret://{newSeal}", scenario.Repository.Read(".autoschematic/main/mapped/new.txt.out.json"), StringComparison.Ordinal);
        Assert.Equal("hunter2hunter2", await UnsealAsync(scenario, newSeal));
        Assert.Equal("use out://mapped/new.txt[password]", scenario.Repository.Read("main/app.txt"));
        scenario.Repository.CommitAll();
        scenario.Selection = new(new SelectionMode.All());
        Assert.DoesNotContain((await scenario.PlanAsync()).Resources, resource => resource.Action.IsChange && resource.Resource.File.Text == "main/app.txt");
    }

    [Fact]
    public async Task A_rename_without_the_key_changes_nothing()
    {
        using var scenario = await MappedAsync();
        scenario.Repository.Host = scenario.Repository.Host with { Keystore = null };
        var before = scenario.Tree();

        var result = await RenameAsync(scenario, "main/mapped/db.txt", "main/mapped/new.txt");

        Assert.Equal(RunOutcome.Error, result.Outcome);
        Assert.Equal(["SEC015"], result.Diagnostics.Select(item => item.Code));
        Assert.Equal(before, scenario.Tree());
    }

    [Fact]
    public async Task Drift_compares_sealed_values_and_names_none()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.CommitAll();
        scenario.Cloud.Put("db.txt", "one", ("password", "hunter2hunter2"), ("host", "db1"));
        Assert.Equal("equal", await DriftAsync(scenario));

        scenario.Cloud.Put("db.txt", "one", ("password", "hunter3hunter3"), ("host", "db1"));
        Assert.Equal("changed password: (sealed) -> (another value)", await DriftAsync(scenario));

        scenario.Repository.Host = scenario.Repository.Host with { Keystore = null };
        Assert.Equal("equal", await DriftAsync(scenario));
        Assert.Equal(
            $"Done Warning DRF006 A sealed output was not compared, since the key for `{Sealed}` is not here",
            await DriftProblemsAsync(scenario));
    }

    [Theory]
    [InlineData("", "Error Error SEC014 There is no sealed file `.autoschematic/main/db.txt.password.sealed`")]
    [InlineData("[]", "Error Error SEC102 A sealed file must be an array of one object or more")]
    [InlineData("swapped", "Error Error SEC017 `.autoschematic/main/db.txt.password.sealed` cannot be unsealed with key `default`")]
    public async Task Drift_says_when_a_sealed_value_cannot_be_compared(string content, string expected)
    {
        using var scenario = await DatabaseAsync();
        scenario.Cloud.Put("db.txt", "one", ("password", "hunter2hunter2"), ("host", "db1"));
        await DamageAsync(scenario, content);

        Assert.Equal("error", await DriftAsync(scenario));
        Assert.Equal(expected, await DriftProblemsAsync(scenario));
    }

    [Theory]
    [InlineData("[]", "Damaged SEC102")]
    [InlineData("swapped", "Damaged SEC017")]
    public async Task Fsck_finds_sealed_files_that_do_not_open_though_their_key_is_here(string content, string expected)
    {
        using var scenario = await DatabaseAsync();
        Assert.Equal("", await FsckAsync(scenario));
        await DamageAsync(scenario, content);

        Assert.Equal($"{Sealed} {expected}", await FsckAsync(scenario));

        scenario.Repository.Host = scenario.Repository.Host with { Keystore = null };
        Assert.Equal(content == "[]" ? $"{Sealed} {expected}" : "", await FsckAsync(scenario));
    }

    [Fact]
    public async Task Get_hides_what_is_sealed_and_says_so()
    {
        using var scenario = await DatabaseAsync();
        scenario.Cloud.Put("app.txt", "use hunter2hunter2 here\u001b[0m");
        var found = await GetAsync(scenario, "main/app.txt");
        Assert.Equal("use *** here\u001b[0m", Encoding.UTF8.GetString(found.Body!.Value.Span));
        Assert.Equal("Warning GET005 `main/app.txt` holds known secrets, and `***` stands in their place", Scenario.Describe(found.Diagnostics));
        Assert.Equal(RunOutcome.Done, found.Outcome);

        scenario.Cloud.Put("app.txt", "use nothing");
        found = await GetAsync(scenario, "main/app.txt");
        Assert.Equal(("use nothing", ""), (Encoding.UTF8.GetString(found.Body!.Value.Span), Scenario.Describe(found.Diagnostics)));
    }

    [Fact]
    public async Task A_secret_that_somebody_changed_in_a_remote_body_is_masked_and_never_pulled()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.Stage("main/app.json", "{\"password\": \"out://db.txt[password]\", \"size\": 1}");
        await scenario.ApplyAsync();
        scenario.Repository.CommitAll();
        scenario.Cloud.Put("db.txt", "one", ("password", "hunter2hunter2"), ("host", "db1"));

        scenario.Cloud.Put("app.json", "{\"password\": \"nobody-knows-me\", \"size\": 1}");
        Assert.Equal("changed password: *** -> ***|equal", await DriftAsync(scenario));

        scenario.Cloud.Put("app.json", "{\"password\": \"hunter2hunter2\", \"size\": 2}");
        Assert.Equal("changed size: 1 -> 2|equal", await DriftAsync(scenario));
        await PullAsync(scenario);
        Assert.DoesNotContain("hunter2hunter2", scenario.Repository.Read("main/app.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_keeps_the_reference_to_a_secret_and_writes_its_successor_nowhere()
    {
        using var scenario = await DatabaseAsync();
        scenario.Repository.Stage("main/app.json", "{\"password\": \"out://db.txt[password]\", \"size\": 1}");
        await scenario.ApplyAsync();
        scenario.Repository.CommitAll();
        scenario.Cloud.Put("db.txt", "one", ("password", "hunter2hunter2"), ("host", "db1"));
        scenario.Cloud.Put("app.json", "{\"password\": \"hunter2hunter2\", \"size\": 2}");

        await PullAsync(scenario);
        Assert.Equal("{\"password\": \"out://db.txt[password]\", \"size\": 2}", scenario.Repository.Read("main/app.json"));

        scenario.Cloud.Put("app.json", "{\"password\": \"nobody-knows-me\", \"size\": 2}");
        Assert.Contains("WRK009", (await PullAsync(scenario)).Diagnostics.Select(item => item.Code));
        scenario.Repository.Write("main/app.json", "{\"password\": \"out://db.txt[host]\", \"size\": 2}");
        var conflict = Assert.Single(Assert.Single((await PullAsync(scenario)).Resources, resource => resource.Conflicts.Count > 0).Conflicts);
        Assert.Equal("\"out://db.txt[password]\" *** ***", $"{conflict.Base} {conflict.Local} {conflict.Remote}");

        Assert.Contains("out://db.txt[host]", scenario.Repository.Read("main/app.json"), StringComparison.Ordinal);
        var objects = scenario.Repository.Git("cat-file", "--batch-all-objects", "--batch");
        Assert.DoesNotContain("nobody-knows-me", objects, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"password\": \"hunter2hunter2", objects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_seals_and_a_second_import_changes_nothing()
    {
        using var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Cloud.PutSensitive("db.txt", "one", "password", "hunter2hunter2");

        Assert.Equal(RunOutcome.Done, (await ImportAsync(scenario)).Outcome);

        Assert.Equal("hunter2hunter2", await UnsealAsync(scenario, Sealed));
        Assert.Equal("A  .autoschematic/main/db.txt.out.json\nA  .autoschematic/main/db.txt.password.sealed\nA  main/db.txt\n", scenario.Repository.Status());
        var before = scenario.Repository.Read(Sealed);
        await ImportAsync(scenario);
        await PullAsync(scenario);
        Assert.Equal(before, scenario.Repository.Read(Sealed));
    }

    [Fact]
    public async Task Secrets_of_a_task_are_sealed_and_can_be_referred_to()
    {
        using var scenario = new Scenario(("main/rotate.task", "body"));
        Keystores.Configure(scenario.Repository);
        scenario.Connector.TaskRunner = (_, _) => new(
            null,
            [],
            new Dictionary<string, string?> { ["id"] = "7", ["token"] = "an output of that name" },
            new HashSet<string>(),
            new Dictionary<string, string?> { ["keys/api"] = "s3cr3t-value", ["token"] = "the secret one" },
            "made a key",
            null);

        var result = await new RunTaskWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new("main/rotate.task", scenario.Repository.Root), scenario.Events.Add, CancellationToken.None);

        Assert.Equal(
            [".autoschematic/main/rotate.task.keys%2Fapi.sealed", ".autoschematic/main/rotate.task.token.sealed"],
            result.SealedFiles.Select(file => file.Text));
        Assert.Equal("s3cr3t-value", await UnsealAsync(scenario, result.SealedFiles[0].Text));
        Assert.Equal("the secret one", await UnsealAsync(scenario, result.SealedFiles[1].Text));
        Assert.Equal("an output of that name", File.ReadAllText(Assert.Single(result.KeptSecrets)));
        Assert.Equal(RunOutcome.Partly, result.Outcome);
        scenario.Repository.CommitAll().Stage("main/app.txt", "use out://rotate.task[keys/api]");
        await scenario.ApplyAsync();
        Assert.Equal("use s3cr3t-value", scenario.Cloud["app.txt"]!.Body);
    }

    [Fact]
    public async Task Secrets_reach_the_environment_of_a_connector()
    {
        const string config = """
            AutoschematicConfig(prefixes: {"main": Prefix(
                env_file: "vars.env",
                connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"TOKEN": "secret://token.sealed"})],
            )})
            """;
        using var scenario = new Scenario(config, ("vars.env", "OTHER=secret://other.sealed\n"));
        Keystores.Configure(scenario.Repository);
        var workspace = await scenario.Repository.OpenAsync();
        var recipient = workspace.Secrets.FindOwnRecipient(new DiagnosticBag())!;
        Assert.True(workspace.Secrets.WriteText(Testing.TestWorkspace.At("token.sealed"), "t0k3n-of-mine", recipient, new DiagnosticBag()));
        Assert.True(workspace.Secrets.WriteText(Testing.TestWorkspace.At("other.sealed"), "another one", recipient, new DiagnosticBag()));

        scenario.Repository.Stage("main/a.txt", "a");
        await scenario.PlanAsync();

        var variables = Assert.Single(scenario.Pool.Launches).Environment;
        Assert.Equal("t0k3n-of-mine another one", $"{variables["TOKEN"]} {variables["OTHER"]}");

        scenario.Repository.Write("token.sealed", scenario.Repository.Read("token.sealed").Replace("local", "lokal", StringComparison.Ordinal));
        var plan = await scenario.PlanAsync();
        Assert.Contains("SEC017 `token.sealed` cannot be unsealed with key `default`", Scenario.Show(plan), StringComparison.Ordinal);
        Assert.Contains("ENV008 The secret `token.sealed` that `TOKEN` of connector `fake` of prefix `main` asks for cannot be unsealed", Scenario.Show(plan), StringComparison.Ordinal);
        Assert.Single(scenario.Pool.Launches);
    }

    [Fact]
    public async Task Validate_names_secrets_that_are_missing_or_damaged()
    {
        const string config = """
            AutoschematicConfig(prefixes: {"main": Prefix(
                connectors: [Connector(shortname: "fake", spec: Binary(path: "fake"), env: {"A": "secret://a.sealed", "B": "secret://b.sealed"})],
            )})
            """;
        using var scenario = new Scenario(config, ("b.sealed", "[]"));

        var result = await new ValidateWorkflow(scenario.Repository.Host, scenario.Repository.Clock, scenario.Pool).RunAsync(
            new ValidateRequest(scenario.Repository.Root) { Offline = true }, scenario.Events.Add, CancellationToken.None);

        Assert.Equal(
            """
            a.sealed: SEC014: There is no sealed file `a.sealed`
            autoschematic.ron:2:86: WRK008: The secret `a.sealed` that is named here cannot be used
            b.sealed:1:1: SEC102: A sealed file must be an array of one object or more
            autoschematic.ron:2:112: WRK008: The secret `b.sealed` that is named here cannot be used
            """,
            string.Join('\n', result.Diagnostics),
            ignoreLineEndingDifferences: true);
    }

    private static OpResult Outputs(string password) => new(
        new Dictionary<string, string?> { ["password"] = password, ["host"] = "db1" }, new HashSet<string> { "password" }, $"made it with {password}");

    /// <summary>A database whose password is an output that only its connector knows.</summary>
    private static async Task<Scenario> DatabaseAsync()
    {
        var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Connector.Answer = (address, _) => address.Text == "db.txt" ? Outputs("hunter2hunter2") : null;
        scenario.Repository.Stage("main/db.txt", "one");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        return scenario;
    }

    private static async Task<Scenario> MappedAsync()
    {
        var scenario = new Scenario();
        Keystores.Configure(scenario.Repository);
        scenario.Repository.Stage("main/mapped/db.txt", "db sensitive password=hunter2hunter2");
        scenario.Repository.Stage("main/app.txt", "use out://mapped/db.txt[password]");
        Assert.Equal(RunOutcome.Done, (await scenario.ApplyAsync()).Outcome);
        scenario.Repository.CommitAll();
        return scenario;
    }

    private static async Task<string?> UnsealAsync(Scenario scenario, string file)
        => (await scenario.Repository.OpenAsync()).Secrets.Open(Testing.TestWorkspace.At(file), new DiagnosticBag()) is { } found
            ? Encoding.UTF8.GetString(found.Value)
            : null;

    private static async Task<RenameResult> RenameAsync(Scenario scenario, string old, string now)
        => await new RenameWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new(old, now, scenario.Repository.Root), scenario.Events.Add, CancellationToken.None);

    private static async Task<GetResult> GetAsync(Scenario scenario, string path)
        => await new GetWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new(path, scenario.Repository.Root), scenario.Events.Add, CancellationToken.None);

    private static async Task<PullResult> PullAsync(Scenario scenario)
        => await new PullWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new PullRequest(new(new SelectionMode.All())), scenario.Events.Add, CancellationToken.None);

    private static async Task<ImportResult> ImportAsync(Scenario scenario)
        => await new ImportWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new ImportRequest(), scenario.Events.Add, CancellationToken.None);

    /// <summary>Removes the sealed file, or puts something else in its place: text, or what was sealed for another path.</summary>
    private static async Task DamageAsync(Scenario scenario, string content)
    {
        if (content == "swapped")
        {
            var secrets = (await scenario.OpenAsync()).Secrets;
            content = Encoding.UTF8.GetString(secrets.Reseal(Testing.TestWorkspace.At(Sealed), Testing.TestWorkspace.At("elsewhere.sealed"), [])!.Value.Span);
        }

        _ = content.Length == 0 ? scenario.Repository.Delete(Sealed) : scenario.Repository.Write(Sealed, content);
    }

    private static async Task<string> FsckAsync(Scenario scenario)
    {
        var result = await new FsckWorkflow(scenario.Pool).RunAsync(
            await scenario.OpenAsync(), new FsckRequest(), Scenario.Ignore, CancellationToken.None);
        return string.Join('\n', result.Findings.Select(found => $"{found.File} {found.Kind} {found.Diagnostic.Code}"));
    }

    private static async Task<string> DriftProblemsAsync(Scenario scenario)
    {
        var result = await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new DriftRequest(new(new SelectionMode.All())), scenario.Events.Add, CancellationToken.None);
        return $"{result.Outcome} {Scenario.Describe(result.Diagnostics)}";
    }

    private static async Task<string> DriftAsync(Scenario scenario)
    {
        var result = await new DriftWorkflow(scenario.Pool).RunAsync(
            await scenario.Repository.OpenAsync(), new DriftRequest(new(new SelectionMode.All())), scenario.Events.Add, CancellationToken.None);
        return string.Join('|', result.Resources.Select(resource => resource.Status switch
        {
            DriftStatus.Changed changed => $"changed {string.Join("; ", changed.Outputs.Select(change => $"{change.Path}: {change.Old} -> {change.New}").Prepend(changed.Diff is null ? "" : Scenario.Describe(changed.Diff)).Where(text => text.Length > 0))}",
            var other => other.Word,
        }));
    }
}
