using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

public sealed class InstallCommandTests : IDisposable
{
    private const string Config = """
        AutoschematicConfig(prefixes: {
            "main": Prefix(connectors: [
                Connector(shortname: "grafana", spec: Pip(name: "grafana-connector"), env: {"HOME": "env://HOME"}),
                Connector(shortname: "dns", spec: Cargo(name: "dns-connector", version: "0.3.1")),
            ]),
        })

        """;

    private readonly CliWorkspace workspace = new(("autoschematic.ron", Config));

    [Fact]
    public async Task Everything_is_installed_and_the_lock_file_is_the_next_thing_to_commit()
        => (await workspace.RunAsync("install")).Matches("run-install.txt");

    [Fact]
    public async Task Verbose_shows_what_package_managers_say_and_where_packages_are()
        => (await workspace.RunAsync("install", "-v", "-c", "grafana")).Matches("run-install-verbose.txt");

    [Fact]
    public async Task Without_a_lock_file_locked_refuses()
        => (await workspace.RunAsync("install", "--locked")).Matches("run-install-locked.txt");

    [Fact]
    public async Task A_failed_package_says_why_and_the_other_is_installed()
    {
        workspace.Installer.Fail("dns-connector", new PackageException("`Cargo dns-connector 0.3.1` could not be installed: `cargo` exited with code 101") { LogTail = ["error: no such crate"] });

        (await workspace.RunAsync("install")).Matches("run-install-partly.txt");
    }

    [Fact]
    public async Task Validate_says_what_is_not_locked()
    {
        await workspace.RunAsync("install", "-c", "dns");

        (await workspace.RunAsync("validate", "--offline")).Matches("run-validate-lock.txt");
    }

    public void Dispose() => workspace.Dispose();
}
