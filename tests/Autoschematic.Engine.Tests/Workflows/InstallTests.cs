using System.Globalization;
using Autoschematic.Engine.Sessions;
using Autoschematic.Engine.Workflows.Installing;
using Autoschematic.Model.Connectors;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Testing;
using Autoschematic.Testing.Connectors;

namespace Autoschematic.Engine.Tests.Workflows;

public sealed class InstallTests : IDisposable, IConnectorLog
{
    private const string LockFile = "autoschematic.lock.ron";

    private readonly TestWorkspace repository = TestWorkspace.Create();
    private readonly FakeInstaller installer = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_spec_is_installed_once_and_what_is_not_a_package_needs_nothing()
    {
        Configure("Pip(name: \"A_b\")", "PythonLocal(path: \"x.py\")", "Pip(name: \"a-b\", binary: \"run\")", "Pip(name: \"a-b\", version: \"1.0\")");

        Assert.Equal(
            """
            main c0: Installed 9.0.0 /store/a-b-9.0.0
            main c1: NotNeeded
            main c2: Installed 9.0.0 /store/a-b-9.0.0
            main c3: Installed 1.0 /store/a-b-1.0
            wrote autoschematic.lock.ron
            Done
            """,
            Describe(await RunAsync()));

        Assert.Equal(2, installer.Orders.Count);
        Assert.Equal(
            """
            // Written by `autoschematic install`; keep it in git.
            AutoschematicLock(
                packages: [
                    Locked(
                        kind: Pip,
                        name: "a-b",
                        version: "9.0.0",
                        hashes: {
                            "a-b": "sha256:7777777777777777777777777777777777777777777777777777777777777777",
                        },
                    ),
                    Locked(
                        kind: Pip,
                        name: "a-b",
                        wanted: "1.0",
                        version: "1.0",
                        hashes: {
                            "a-b": "sha256:7777777777777777777777777777777777777777777777777777777777777777",
                        },
                    ),
                ],
            )

            """,
            repository.Read(LockFile));
    }

    [Fact]
    public async Task What_is_locked_stays_and_a_file_that_says_it_is_not_touched()
    {
        Configure("Pip(name: \"a\")", "Pip(name: \"b\", version: \"2\")");
        Lock("// mine\n", ("a", null, "1.5"), ("b", "2", "2"));
        var before = repository.Read(LockFile);

        Assert.Equal("main c0: Installed 1.5 /store/a-1.5\nmain c1: Installed 2 /store/b-2\nDone", Describe(await RunAsync()));

        Assert.Equal(before, repository.Read(LockFile));
    }

    [Fact]
    public async Task What_the_spec_does_not_allow_any_more_is_chosen_anew_and_what_no_spec_names_goes()
    {
        Configure("Pip(name: \"a\", version: \"2.0\")", "Pip(name: \"b\")");
        Lock("", ("a", "1.0", "1.0"), ("b", "1.0", "1.0"), ("gone", null, "3.0"));

        Assert.Equal(
            """
            main c0: Installed 2.0 /store/a-2.0
            main c1: Installed 1.0 /store/b-1.0
            removed Pip gone 3.0
            wrote autoschematic.lock.ron
            Done
            """,
            Describe(await RunAsync()));

        Assert.Equal("a 2.0 2.0, b  1.0", Locked());
    }

    [Fact]
    public async Task A_part_leaves_the_rest_of_the_file_as_it_is()
    {
        Configure("Pip(name: \"a\")", "Pip(name: \"b\", version: \"2.0\")");
        Lock("", ("b", "1.0", "1.0"));

        Assert.Equal("main c0: Installed 9.0.0 /store/a-9.0.0\nwrote autoschematic.lock.ron\nDone", Describe(await RunAsync(new(Connector: "c0"))));

        Assert.Equal("a  9.0.0, b 1.0 1.0", Locked());
    }

    [Fact]
    public async Task One_that_fails_keeps_its_entry_and_does_not_stop_the_others()
    {
        Configure("Pip(name: \"a\")", "Pip(name: \"b\", version: \"2.0\")");
        Lock("", ("b", "1.0", "1.0"));
        installer.Fail("b", new PackageException("`Pip b` could not be installed: `pip` exited with code 1") { Hint = "look", LogTail = ["no such package"] });

        Assert.Equal(
            """
            autoschematic.ron:3:38: INS004: `Pip b` could not be installed: `pip` exited with code 1 (look) | no such package
            main c0: Installed 9.0.0 /store/a-9.0.0
            main c1: Failed
            wrote autoschematic.lock.ron
            Partly
            """,
            Describe(await RunAsync()));

        Assert.Equal("a  9.0.0, b 1.0 1.0", Locked());
    }

    [Fact]
    public async Task Locked_installs_what_the_file_says_and_writes_nothing()
    {
        Configure("Pip(name: \"a\", version: \"1.0\")");
        Lock("// mine\n", ("a", null, "1.0"), ("gone", null, "3.0"));
        var before = repository.Read(LockFile);

        Assert.Equal("main c0: Installed 1.0 /store/a-1.0\nDone", Describe(await RunAsync(new(OnlyLocked: true))));

        Assert.Equal(before, repository.Read(LockFile));
        Assert.True(Assert.Single(installer.Orders).OnlyLocked);
    }

    [Fact]
    public async Task Locked_refuses_what_is_not_locked_as_it_is_wanted_before_anything_is_installed()
    {
        Configure("Pip(name: \"a\", version: \"2.0\")", "Cargo(name: \"a\")", "Pip(name: \"b\")");
        const string Hint = " (run `autoschematic install` without `--locked`, and commit the file)";

        Assert.Equal($"INS001: There is no `autoschematic.lock.ron`, and `--locked` installs only what it says{Hint}\nUsage", Describe(await RunAsync(new(OnlyLocked: true))));

        Lock("", ("a", "1.0", "1.0"), ("b", null, "1.0"));
        Assert.Equal(
            $"""
            autoschematic.ron:2:38: INS003: Connector `c0` wants `Pip a 2.0`, and `autoschematic.lock.ron` has version 1.0{Hint}
            autoschematic.ron:3:38: INS002: `Cargo a` of connector `c1` is not in `autoschematic.lock.ron`{Hint}
            Usage
            """,
            Describe(await RunAsync(new(OnlyLocked: true))));
        Assert.Empty(installer.Orders);
    }

    [Fact]
    public async Task Files_that_are_not_what_was_locked_are_refused()
    {
        Configure("Pip(name: \"a\")");
        Lock("", ("a", null, "1.0"));
        installer.Fail("a", new PackageException("`a.whl` is not the file that was locked") { IsRefusal = true });

        Assert.Equal(
            "autoschematic.ron:2:38: INS005: `a.whl` is not the file that was locked\nmain c0: Failed\nRefused",
            Describe(await RunAsync(new(OnlyLocked: true))));
    }

    // What one task notes, another that fails in the same moment could undo: that is rare, so it is tried often.
    [Fact]
    public async Task A_refusal_among_failures_at_the_same_time_is_not_forgotten()
    {
        Configure([.. Enumerable.Range(0, 8).Select(number => $"Pip(name: \"p{number}\")")]);
        var workspace = await repository.OpenAsync();
        var wanted = workspace.Config.Packages().Select(item => (item.Connector, item.Package)).ToList();
        foreach (var (_, package) in wanted)
        {
            installer.Fail(package.Name, new PackageException(package.Name) { IsRefusal = package.Name == "p3" });
        }

        for (var round = 0; round < 500; round++)
        {
            var work = new PackageWork(workspace, installer, this, null, onlyLocked: false, new(_ => { }));
            await work.RunAsync(wanted, [], Cancellation);
            Assert.True(work.Refused, $"round {round}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_git_folder_that_cannot_be_written_is_an_error_before_anything_is_installed(bool full)
    {
        Configure("Pip(name: \"a\")");
        installer.HoldProblem = full ? new IOException("No space left on device") : new UnauthorizedAccessException("Access is denied");

        Assert.Equal(
            $"LCK002: The lock `{repository.Root}/.git/autoschematic/install.lock` cannot be used: {installer.HoldProblem.Message} (check the permissions of the git folder)\nError",
            Describe(await RunAsync()));
        Assert.Empty(installer.Orders);
        Assert.False(repository.Exists(LockFile));
    }

    [Fact]
    public async Task A_damaged_file_is_an_error_with_a_place()
    {
        Configure("Pip(name: \"a\")");
        repository.Write(LockFile, "AutoschematicLock(packages: [3])");

        Assert.Equal("autoschematic.lock.ron:1:30: RON061: Expected the struct `Locked` (write its name: `Locked(…)`)\nUsage", Describe(await RunAsync()));
        Assert.Equal("AutoschematicLock(packages: [3])", repository.Read(LockFile));
    }

    [Fact]
    public async Task A_start_gets_what_is_locked_for_its_spec()
    {
        Configure("Pip(name: \"a\")", "Pip(name: \"b\", version: \"2.0\")", "Pip(name: \"c\")", "Binary(path: \"d\")");
        Lock("", ("a", null, "1.5"), ("b", "1.0", "1.0"));
        var pool = new FakePool();
        foreach (var name in new[] { "c0", "c1", "c2", "c3" })
        {
            pool.Add("main", new FakeConnector(name, new FakeCloud()));
        }

        var workspace = await repository.OpenAsync();
        await ConnectorSession.StartAsync(workspace, pool, new SessionRequest(workspace.Config.Prefixes), _ => { }, [], Cancellation);

        Assert.Equal(
            ["c0 1.5", "c1 1.0", "c2 ", "c3 "],
            pool.Launches.Select(launch => $"{launch.Shortname} {launch.Locked?.Version}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_damaged_file_keeps_connectors_of_packages_from_starting_and_no_others()
    {
        Configure("Pip(name: \"a\")", "Binary(path: \"d\")");
        repository.Write(LockFile, "nonsense");
        var pool = new FakePool().Add("main", new FakeConnector("c0", new FakeCloud())).Add("main", new FakeConnector("c1", new FakeCloud()));
        var diagnostics = new DiagnosticBag();

        var workspace = await repository.OpenAsync();
        var session = await ConnectorSession.StartAsync(workspace, pool, new SessionRequest(workspace.Config.Prefixes), _ => { }, diagnostics, Cancellation);

        Assert.Equal("c1", Assert.Single(pool.Launches).Shortname);
        Assert.True(session.Connectors[0].IsMisconfigured);
        Assert.StartsWith("autoschematic.lock.ron:1:1", diagnostics.First(item => item.Severity == DiagnosticSeverity.Error).ToString(), StringComparison.Ordinal);
    }

    void IConnectorLog.Write(string prefix, string connector, string line)
    {
    }

    public void Dispose() => repository.Dispose();

    private async Task<InstallResult> RunAsync(InstallRequest? request = null)
        => await new InstallWorkflow(installer, this).RunAsync(await repository.OpenAsync(), request ?? new(), _ => { }, Cancellation);

    private void Configure(params string[] specs)
        => repository.Write("autoschematic.ron", string.Concat(
            specs.Select((spec, index) => string.Create(CultureInfo.InvariantCulture, $"    Connector(shortname: \"c{index}\", spec: {spec}, env: {{}}),\n"))
                .Prepend("AutoschematicConfig(prefixes: {\"main\": Prefix(env: {\"H\": \"env://HOME\"}, connectors: [\n")
                .Append("])})\n")));

    private void Lock(string comment, params (string Name, string? Wanted, string Version)[] packages)
    {
        var entries = packages.Select(item =>
            $"Locked(kind: Pip, name: \"{item.Name}\", {(item.Wanted is null ? "" : $"wanted: \"{item.Wanted}\", ")}version: \"{item.Version}\", hashes: {{\"{item.Name}\": \"sha256:{new string('7', 64)}\"}})");
        repository.Write(LockFile, $"{comment}AutoschematicLock(packages: [{string.Join(", ", entries)}])");
    }

    private string Locked()
    {
        var read = Autoschematic.Model.Config.LockFileRules.Load(new(repository.Read(LockFile), LockFile), [])!;
        return string.Join(", ", read.Packages.Select(package => $"{package.Name} {package.Wanted} {package.Version}"));
    }

    private static string Describe(InstallResult result)
    {
        var lines = result.Diagnostics.Select(found => $"{found}{(found.Hint is null ? "" : $" ({found.Hint})")}{string.Concat(found.Notes.Select(note => $" | {note}"))}")
            .Concat(result.Connectors.Select(item => $"{item.Prefix} {item.Name}: {item.State} {item.Installed?.Locked.Version} {item.Installed?.Folder}".TrimEnd()))
            .Concat(result.Removed.Select(item => $"removed {item.Kind} {item.Name} {item.Version}"))
            .Concat(result.LockFile is { } file ? [$"wrote {file}"] : Array.Empty<string>())
            .Append($"{result.Outcome}");
        return string.Join('\n', lines);
    }
}
