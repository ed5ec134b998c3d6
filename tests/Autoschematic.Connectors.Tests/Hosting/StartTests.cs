using System.Text;
using System.Text.Json;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>What each kind of spec comes down to: the program starts, answers, and gets its arguments last.</summary>
[Trait("kind", "process")]
public sealed class StartTests
{
    private static readonly string[] Fixed = ["raw", "main"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bin/conn", "/usr/bin")]
    [InlineData("conn", "ROOT/bin:/usr/bin")]
    public async Task Binary_is_a_path_of_the_repository_or_a_program_on_path(string path, string search)
    {
        await using var host = new TestHost();
        host.Program("bin/conn");

        await StartsAsync(host, new BinarySpec(path, WireProtocol.Grpc), ("PATH", search.Replace("ROOT", host.Root, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Binary_that_is_not_executable_says_how_to_make_it_so()
    {
        await using var host = new TestHost();
        var path = host.Write("conn.py", "");

        var error = await host.StartFailureAsync(host.Launch(new BinarySpec("./conn.py")));

        Assert.Equal($"The program `{path}` of connector `raw` is not executable", error.Message);
        Assert.Equal($"run `chmod +x {path}`", error.Hint);
    }

    [Theory]
    [InlineData(".cargo/bin/conn", null, null)]
    [InlineData("cargo/bin/other", "other", "ROOT/cargo")]
    public async Task Cargo_runs_what_cargo_installed(string file, string? binary, string? home)
    {
        await using var host = new TestHost();
        host.Program(file, "tarpc_connector.py");
        (string, string)[] variables = home is null ? [] : [("CARGO_HOME", home.Replace("ROOT", host.Root, StringComparison.Ordinal))];

        await StartsAsync(host, new CargoSpec("conn", Binary: binary), variables);
    }

    [Fact]
    public async Task Cargo_local_builds_and_runs_the_program_that_cargo_reports()
    {
        await using var host = new TestHost();
        WriteCargo(host, "bin/cargo");
        host.Write("crates/conn/main.py", TestHost.Source("tarpc_connector.py"));

        var spec = new CargoLocalSpec("crates/conn", Binary: "conn", Features: ["a", "b"]);
        await StartsAsync(host, spec, ("PATH", $"{host.InRoot("bin")}:/usr/bin:/bin"));

        Assert.Equal(
            $"{host.InRoot("crates/conn")}: build --release --message-format=json --bin conn --features a,b\n",
            await File.ReadAllTextAsync(host.InRoot("cargo.log"), Cancellation));
        Assert.Contains("main/raw:    Compiling conn v0.1.0", host.Lines);
    }

    [Fact]
    public async Task Cargo_local_takes_the_cargo_it_is_given_and_the_folder_of_a_manifest()
    {
        await using var host = new TestHost();
        WriteCargo(host, "tools/my-cargo");
        host.Write("crates/conn/main.py", TestHost.Source("tarpc_connector.py"));
        host.Write("crates/conn/Cargo.toml", "");

        await StartsAsync(host, new CargoLocalSpec("crates/conn/Cargo.toml", Binary: "conn", Cargo: "./tools/my-cargo"));
    }

    [Fact]
    public async Task Cargo_local_that_builds_two_programs_asks_for_the_name_of_one()
    {
        await using var host = new TestHost();
        WriteCargo(host, "bin/cargo");
        host.Write("crates/conn/main.py", "");

        var path = ("PATH", $"{host.InRoot("bin")}:/usr/bin:/bin");
        var error = await host.StartFailureAsync(host.Launch(new CargoLocalSpec("crates/conn"), path));

        Assert.Equal(
            $"`{host.InRoot("bin/cargo")} build --release --message-format=json` built 2 programs for connector `raw`: `helper`, `conn`",
            error.Message);
        Assert.Equal("name one with `binary: \"…\"` in the spec", error.Hint);
    }

    [Fact]
    public async Task Cargo_local_that_does_not_compile_shows_what_the_compiler_said()
    {
        await using var host = new TestHost();
        host.Write("crates/conn/Cargo.toml", "");
        host.Write(
            "bin/cargo",
            """
            #!/bin/sh
            printf '%s\n' '{"reason":"compiler-message","message":{"rendered":"error[E0425]: cannot find value `x`\n --> src/main.rs:2:5\n"}}'
            echo 'error: could not compile `conn`' >&2
            exit 101

            """,
            executable: true);

        var path = ("PATH", $"{host.InRoot("bin")}:/usr/bin:/bin");
        var error = await host.StartFailureAsync(host.Launch(new CargoLocalSpec("crates/conn"), path));

        Assert.EndsWith("exited with code 101", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["error[E0425]: cannot find value `x`", " --> src/main.rs:2:5", "error: could not compile `conn`"], error.LogTail);
    }

    [Fact]
    public async Task Pip_runs_the_programs_name_when_it_is_on_path()
    {
        await using var host = new TestHost();
        host.Program("bin/conn");

        await StartsAsync(
            host,
            new PipSpec("conn-package", Binary: "conn", Protocol: WireProtocol.Grpc),
            ("PATH", $"{host.InRoot("bin")}:/usr/bin:/bin"));
    }

    [Theory]
    [InlineData("conn_module", null)]
    [InlineData("conn-package", "conn_module")]
    public async Task Pip_runs_the_module_otherwise(string name, string? module)
    {
        await using var host = new TestHost();
        host.Write("packages/conn_module/__main__.py", TestHost.Source("raw_connector.py"));
        host.Write("packages/conn_module/__init__.py", "");

        await StartsAsync(
            host,
            new PipSpec(name, Binary: "no-such-program", Module: module, Protocol: WireProtocol.Grpc),
            ("PYTHONPATH", host.InRoot("packages")));
    }

    [Theory]
    [InlineData("web/node_modules/.bin/tsx")]
    [InlineData("node_modules/.bin/tsx")]
    [InlineData("bin/tsx")]
    public async Task Typescript_local_runs_under_the_nearest_tsx(string tsx)
    {
        await using var host = new TestHost();
        host.Write(tsx, $"#!/bin/sh\nexec {TestHost.Python} \"$@\"\n", executable: true);
        host.Write("web/conn.ts", TestHost.Source("raw_connector.py"));

        var arguments = await StartsAsync(
            host, new TypescriptLocalSpec("web/conn.ts"), ("PATH", $"{host.InRoot("bin")}:/usr/bin:/bin"));

        Assert.Equal(4, arguments.Count);
    }

    [Fact]
    public async Task Typescript_local_without_tsx_says_how_to_install_it()
    {
        await using var host = new TestHost();
        host.Write("web/conn.ts", "");

        var error = await host.StartFailureAsync(host.Launch(new TypescriptLocalSpec("web/conn.ts"), ("PATH", "/nowhere")));

        Assert.Equal("The program `tsx` of connector `raw` was not found in `node_modules/.bin`, `PATH`", error.Message);
        Assert.Equal("run `npm install --save-dev tsx`, or `npm install -g tsx`", error.Hint);
    }

    [Fact]
    public async Task Cargo_local_without_cargo_says_how_to_install_it()
    {
        await using var host = new TestHost();
        host.Write("crates/conn/Cargo.toml", "");

        var error = await host.StartFailureAsync(host.Launch(new CargoLocalSpec("crates/conn"), ("PATH", "/nowhere")));

        Assert.Equal($"The program `cargo` of connector `raw` was not found in `PATH`, `{host.InRoot(".cargo/bin")}`", error.Message);
        Assert.Equal("install Rust with `rustup` (https://rustup.rs)", error.Hint);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1.2.0")]
    public async Task Dotnet_tool_runs_the_command_of_the_installed_package(string? version)
    {
        await using var host = new TestHost();
        InstallTool(host);

        await StartsAsync(host, new DotnetToolSpec("Acme.Conn", version));
    }

    [Fact]
    public async Task Dotnet_tool_of_another_version_says_how_to_get_the_wanted_one()
    {
        await using var host = new TestHost();
        InstallTool(host);

        var error = await host.StartFailureAsync(host.Launch(new DotnetToolSpec("Acme.Conn", "2.0.0")));

        Assert.Equal("Connector `raw` wants version 2.0.0 of the .NET tool `Acme.Conn` and 1.2.0 is installed", error.Message);
        Assert.Equal("run `dotnet tool update --global Acme.Conn --version 2.0.0`", error.Hint);
    }

    /// <summary>Starts the connector, and gives the arguments that it got.</summary>
    private static async Task<IReadOnlyList<string>> StartsAsync(
        TestHost host, ConnectorSpec spec, params (string Name, string Value)[] variables)
    {
        var connector = await host.NewPool().StartAsync(host.Launch(spec, variables), Cancellation);
        var world = (await connector.GetAsync(Address.Parse("world"), Cancellation))!;
        using var seen = JsonDocument.Parse(Encoding.UTF8.GetString(world.Body.Span));
        List<string> arguments = [.. seen.RootElement.GetProperty("argv").EnumerateArray().Select(item => item.GetString()!)];
        Assert.Equal(Fixed, arguments[..2]);
        Assert.Equal(host.Root, seen.RootElement.GetProperty("cwd").GetString());
        return arguments;
    }

    /// <summary>A cargo that "compiles" `main.py` to a program, and reports it beside a library and a second program.</summary>
    private static void WriteCargo(TestHost host, string path)
        => host.Write(
            path,
            $$"""
            #!/bin/sh
            set -e
            echo "$PWD: $*" >> '{{host.InRoot("cargo.log")}}'
            mkdir -p target/release
            { echo '#!{{TestHost.Python}}'; cat main.py; } > target/release/conn
            chmod +x target/release/conn
            printf '   Compiling conn v0.1.0\n' >&2
            echo '{"reason":"compiler-artifact","target":{"kind":["lib"],"name":"dep"},"executable":null}'
            echo "{\"reason\":\"compiler-artifact\",\"target\":{\"kind\":[\"bin\"],\"name\":\"helper\"},\"executable\":\"$PWD/target/release/helper\"}"
            echo "{\"reason\":\"compiler-artifact\",\"target\":{\"kind\":[\"bin\"],\"name\":\"conn\"},\"executable\":\"$PWD/target/release/conn\"}"
            echo '{"reason":"build-finished","success":true}'

            """,
            executable: true);

    private static void InstallTool(TestHost host)
    {
        host.Program(".dotnet/tools/acme-command");
        host.Write(
            ".dotnet/tools/.store/acme.conn/1.2.0/acme.conn/1.2.0/tools/net10.0/any/DotnetToolSettings.xml",
            """<DotNetCliTool Version="1"><Commands><Command Name="acme-command" EntryPoint="Acme.dll" Runner="dotnet" /></Commands></DotNetCliTool>""");
    }
}
