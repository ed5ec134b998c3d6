using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

[Trait("kind", "process")]
public sealed class StartFailureTests
{
    [Fact]
    public async Task File_that_is_missing_is_named()
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(host.Launch(new PythonLocalSpec("connectors/gone.py")));

        Assert.Equal(ConnectorFailure.NotStarted, error.Failure);
        Assert.Equal("The file `connectors/gone.py` of connector `raw` does not exist", error.Message);
        Assert.Equal($"looked for `{host.Root}/connectors/gone.py`", error.Hint);
    }

    [Fact]
    public async Task Module_that_is_missing_is_named_with_the_interpreters_and_the_command_that_installs_it()
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(("MODE", "module"));

        Assert.Equal(
            "Connector `raw` of prefix `main` needs the Python module `a_module_nobody_has`, which `/usr/bin/python3` does not have",
            error.Message);
        Assert.StartsWith("interpreters tried: /usr/bin/python3", error.Causes[0]);
        Assert.StartsWith("run `/usr/bin/python3 -m pip install a_module_nobody_has`", error.Hint);
    }

    [Fact]
    public async Task Sdk_that_is_missing_comes_with_the_command_that_installs_it()
    {
        await using var host = new TestHost();

        var unknown = await host.StartFailureAsync(("MODE", "no-sdk"));
        var wheel = host.InRoot("checkout/artifacts/packages/autoschematic_sdk-1.0-py3-none-any.whl");
        host.Options = host.Options with { PythonSdk = wheel };
        var known = await host.StartFailureAsync(("MODE", "no-sdk"));
        var bin = Directory.CreateDirectory(host.InRoot("own/bin"));
        host.Write("own/pyvenv.cfg", "home = /usr/bin\n");
        File.CreateSymbolicLink(Path.Combine(bin.FullName, "python"), TestHost.Python);
        host.Variables["AUTOSCHEMATIC_PYTHON"] = Path.Combine(bin.FullName, "python");
        var activate = host.Write("checkout/.venv/bin/activate", "");
        var own = await host.StartFailureAsync(("MODE", "no-sdk"));

        Assert.Equal(
            "Connector `raw` of prefix `main` needs the Python module `autoschematic_sdk`, which `/usr/bin/python3` does not have",
            known.Message);
        Assert.Equal(
            [
                "run `python3 -m venv .venv && echo '*' >.venv/.gitignore && .venv/bin/pip install DIR/sdk/python` in the root of the repository, where DIR is a checkout of Autoschematic",
                $"run `python3 -m venv .venv && echo '*' >.venv/.gitignore && .venv/bin/pip install {wheel}` in the root of the repository",
                $"run `{host.Root}/own/bin/python -m pip install {wheel}`, or use the Python of the checkout: `. {activate}`",
            ],
            [unknown.Hint, known.Hint, own.Hint]);
    }

    [Fact]
    public async Task Exit_shows_the_code_the_command_and_the_last_forty_lines()
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(("MODE", "exits"));

        Assert.Equal("Connector `raw` of prefix `main` exited with code 3 before it was ready", error.Message);
        Assert.Equal(Enumerable.Range(21, 40).Select(number => $"line {number}"), error.LogTail);
        Assert.StartsWith("command: /usr/bin/python3 raw_connector.py raw main /", Assert.Single(error.Causes));
    }

    [Fact]
    public async Task Exception_of_the_constructor_is_in_the_tail_and_the_error_dump_is_shown()
    {
        await using var host = new TestHost();

        var thrown = await host.StartFailureAsync(("MODE", "throws"));
        var dumped = await host.StartFailureAsync(("MODE", "dumps"));

        Assert.Equal("RuntimeError: nobody expects this", thrown.LogTail[^1]);
        Assert.Equal("the license is missing", dumped.Causes[0]);
    }

    [Fact]
    public async Task Death_while_capabilities_are_asked_for_is_a_failed_start()
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(("MODE", "capabilities"));

        Assert.Equal(ConnectorFailure.NotStarted, error.Failure);
        Assert.Equal("Connector `raw` of prefix `main` exited with code 8 before it was ready", error.Message);
        Assert.Equal("no capabilities", error.LogTail[^1]);
    }

    [Fact]
    public async Task Secrets_are_replaced_in_the_command_line_the_dump_and_the_tail()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { Redact = text => text.Replace("the license", "***", StringComparison.Ordinal) };
        host.Write("the license/conn", $"#!/bin/sh\nexport MODE=dumps\necho the license >&2\nexec {TestHost.Python} '{host.Root}/raw_connector.py' \"$@\"\n", executable: true);

        var error = await host.StartFailureAsync(host.Launch(new BinarySpec("the license/conn", WireProtocol.Grpc)));

        Assert.Equal("*** is missing", error.Causes[0]);
        Assert.StartsWith($"command: '{host.Root}/***/conn' raw main ", error.Causes[1]);
        Assert.Equal(["***"], error.LogTail);
    }

    [Fact]
    public async Task Sockets_are_in_a_private_folder_of_the_runtime_directory()
    {
        await using var host = new TestHost();
        var runtime = Directory.CreateTempSubdirectory("xdg-").FullName;
        try
        {
            host.Variables["XDG_RUNTIME_DIR"] = runtime;
            await host.StartAsync();
            var folder = Assert.Single(Directory.GetDirectories(Path.Combine(runtime, "autoschematic")));

            Assert.All([Path.GetDirectoryName(folder)!, folder], path => Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path)));
            Assert.InRange(Path.Combine(folder, "c9999.sock").Length, 1, 99);
        }
        finally
        {
            Directory.Delete(runtime, recursive: true);
        }
    }

    [Fact]
    public async Task Exception_of_init_is_the_users_error_and_is_remembered()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync(("MODE", "init"));

        for (var round = 0; round < 2; round++)
        {
            var error = await Assert.ThrowsAsync<ConnectorException>(
                () => connector.InitAsync(TestContext.Current.CancellationToken));
            Assert.Equal(ConnectorFailure.Answered, error.Failure);
            Assert.Equal("GRAFANA_URL environment variable is required", error.Message);
        }
    }

    [Theory]
    [InlineData("silent", "did not open its socket within 1 s")]
    [InlineData("hangs", "did not answer `Version` within 1 s")]
    public async Task Connector_that_never_gets_ready_is_ended_when_its_time_is_up(string mode, string words)
    {
        await using var host = new TestHost();
        host.Options = host.Options with { StartTimeout = TimeSpan.FromSeconds(1) };

        var error = await host.StartFailureAsync(("MODE", mode));

        Assert.Equal($"Connector `raw` of prefix `main` {words}", error.Message);
    }

    [Theory]
    [InlineData("0.12.9", "upgrade the connector, or rebuild it with a newer SDK")]
    [InlineData("0.15.0", "upgrade `autoschematic`, or use an older release of the connector")]
    [InlineData("1.0.0", "upgrade `autoschematic`, or use an older release of the connector")]
    [InlineData("new", "the connector must answer `Version` with `major.minor.patch`")]
    public async Task Version_that_is_not_spoken_says_what_to_upgrade(string version, string hint)
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(("VERSION", version));

        Assert.Equal(
            $"Connector `raw` speaks protocol `{version}` and this host speaks 0.13 and 0.14", error.Message);
        Assert.Equal(hint, error.Hint);
    }

    [Fact]
    public async Task Typescript_connector_without_version_is_refused_with_the_reason()
    {
        await using var host = new TestHost();
        host.Write("node_modules/.bin/tsx", "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n", executable: true);
        var launch = host.Launch(new TypescriptLocalSpec("raw_connector.py"), ("WITHOUT", "Version"));

        var error = await host.StartFailureAsync(launch);

        Assert.Equal(
            "Connector `raw` has no `Version` method: the published TypeScript SDK lacks it and answers `Filter` with an index instead of bits",
            error.Message);
    }

    [Fact]
    public async Task Program_that_the_system_cannot_run_is_explained()
    {
        await using var host = new TestHost();
        host.Write("bin/broken", "#!/no/such/interpreter\n", executable: true);

        var error = await host.StartFailureAsync(host.Launch(new BinarySpec("bin/broken", WireProtocol.Grpc)));

        Assert.Equal(
            "Connector `raw` cannot be run: the program, its interpreter (the `#!` line) or the working directory does not exist",
            error.Message);
    }

    [Fact]
    public async Task Connector_of_an_sdk_whose_spec_leaves_its_protocol_out_is_told_what_to_add()
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(host.Launch(new BinarySpec(host.Program("bin/conn"))));

        Assert.StartsWith("Connector `raw` of prefix `main` did not answer `Version`: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("what is not tarpc", error.Message, StringComparison.Ordinal);
        Assert.Equal("if it speaks gRPC, as connectors of the SDKs do, add `protocol: Grpc` to its spec", error.Hint);
    }

    [Fact]
    public async Task Supervisor_that_cannot_start_is_an_error_of_the_start()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { SupervisorCommand = [host.InRoot("none")] };

        var error = await host.StartFailureAsync();

        Assert.Equal(
            "Connector `raw` was not started: the process that looks after connectors is missing", error.Message);
    }

    public static TheoryData<ConnectorSpec, string, string> NotInstalled => new()
    {
        {
            new BinarySpec("no-such-program"),
            "The program `no-such-program` of connector `raw` was not found in `PATH`",
            "install `no-such-program`, or give its path relative to the repository's root"
        },
        {
            new CargoSpec("conn", Version: "1.2.3", Features: ["a", "b"]),
            "The program `conn` of connector `raw` was not found in `ROOT/.cargo/bin`",
            "run `autoschematic install`, or `cargo install --version 1.2.3 --features a,b conn`"
        },
        {
            new DotnetToolSpec("Conn", "1.0.0"),
            "The program `Conn` of connector `raw` was not found in `ROOT/.dotnet/tools`, `PATH`",
            "run `autoschematic install`, or `dotnet tool install --global Conn --version 1.0.0`"
        },
        {
            new PipSpec("no-such-package", Version: "2.0", Module: "no_such_module"),
            "Connector `raw` needs the Python module `no_such_module`, which none of `/usr/bin/python3` has",
            "run `autoschematic install`, or `/usr/bin/python3 -m pip install no-such-package==2.0` (in a virtual environment: `python3 -m venv .venv` first)"
        },
    };

    [Theory]
    [MemberData(nameof(NotInstalled))]
    public async Task Program_that_is_not_installed_comes_with_the_command_that_installs_it(
        ConnectorSpec spec, string message, string hint)
    {
        await using var host = new TestHost();

        var error = await host.StartFailureAsync(host.Launch(spec, ("PATH", "/usr/bin")));

        Assert.Equal(message, error.Message.Replace(host.Root, "ROOT", StringComparison.Ordinal));
        Assert.Equal(hint, error.Hint);
    }
}
