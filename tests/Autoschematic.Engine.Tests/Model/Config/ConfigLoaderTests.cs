using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Config;

public sealed class ConfigLoaderTests
{
    // The example of the guide, with its gaps filled in.
    private const string Guide = """
        AutoschematicConfig(
            prefixes: {
                "main": Prefix(
                    connectors: [
                        Connector(
                            shortname: "grafana",
                            spec: PythonLocal(
                                // Absolute and relative paths are supported.
                                // path: "/home/chef/prog/ottercorp-connector-mything/connector.py",
                                path: "connectors/grafana.py",
                            ),
                        ),
                        Connector(
                            shortname: "aws/s3",
                            env: {
                                "KEY": "value",
                                "SOMETHING": "else",
                            },
                            spec: Cargo(name: "autoschematic-connector-aws-s3", version: "0.14.0", features: ["a"]),
                        ),
                        Connector(
                            shortname: "k8s",
                            spec: Binary(path: "/opt/k8s/connector", protocol: Grpc),
                            concurrency: 4,
                        )
                    ]
                ),
                "offices/singapore": Prefix(
                    connectors: [],
                    description: "South",
                    resource_group: Some("offices"),
                    tasks: [AuxTask(name: "sweep", description: "Sweeps", env: {"A": "secret://sealed/a.sealed"})],
                    env_file: "offices/.env",
                    env: {"B": "env://B"},
                ),
                "offices/taipei": Prefix(
                    connectors: [Connector(shortname: "dns", spec: DotnetLocal(path: "./connectors/dns", configuration: "Release"))],
                ),
            }
        )
        """;

    [Fact]
    public void The_guides_configuration_is_read_in_file_order()
    {
        var config = Load(Guide, out var diagnostics)!;

        Assert.Empty(diagnostics);
        Assert.Equal(
            """
            main @3:9
              grafana PythonLocalSpec { Path = connectors/grafana.py } @6:32
              aws/s3 CargoSpec autoschematic-connector-aws-s3 0.14.0 [a] Tarpc KEY=value SOMETHING=else @14:32
              k8s BinarySpec { Path = /opt/k8s/connector, Protocol = Grpc } x4 @22:32
            offices/singapore `South` group offices env file offices/.env B=env://B @28:9
              task sweep `Sweeps` A=secret://sealed/a.sealed @32:35
            offices/taipei @36:9
              dns DotnetLocalSpec { Path = ./connectors/dns, Configuration = Release } @37:47
            """,
            string.Join('\n', config.Prefixes.SelectMany(Describe)),
            ignoreLineEndingDifferences: true);
        Assert.True(config.AsksForStrictEnvironment);
    }

    [Fact]
    public void Files_of_the_configuration_are_reserved()
    {
        var reserved = Load(Guide.Replace("/opt/k8s", "/repo/bin", StringComparison.Ordinal), out _)!.ReservedPaths("/repo");

        string?[] problems =
        [
            .. new[] { "connectors/grafana.py", "bin/connector", "offices/.env", "connectors/dns/src/Dns.cs", "connectors/other.py", "main/x.ron" }
                .Select(path => reserved.Check(Autoschematic.Model.Addresses.RepoPath.Parse(path))),
        ];

        Assert.Equal(
            [
                "is a connector of the configuration", "is a connector of the configuration", "is an env file of the configuration",
                "lies inside a connector of the configuration", null, null,
            ],
            problems);
    }

    [Fact]
    public void Prefixes_and_files_are_found()
    {
        var config = Load(Guide, out _)!;

        Assert.Equal("offices/taipei", config.FindPrefix("offices/taipei/")?.Prefix.Name);
        Assert.Null(config.FindPrefix("offices"));
        Assert.Equal("a/b.ron", config.Locate(Autoschematic.Model.Addresses.RepoPath.Parse("offices/taipei/a/b.ron"))?.Address.Text);
        Assert.Null(config.Locate(Autoschematic.Model.Addresses.RepoPath.Parse("offices/x")));
    }

    [Fact]
    public void The_file_that_init_writes_is_valid_and_strict()
    {
        var config = Load(ConfigTemplates.Config, out var diagnostics)!;
        Assert.Empty(diagnostics);
        Assert.True(config.AsksForStrictEnvironment);

        var uncommented = System.Text.RegularExpressions.Regex.Replace(ConfigTemplates.Config, @"(?m)^( +)// (Connector\(|    |\),)", "$1$2");
        Assert.Single(Load(uncommented, out diagnostics)?.Prefixes[0].Connectors ?? throw new InvalidOperationException(string.Join('\n', diagnostics) + uncommented));
    }

    private static IEnumerable<string> Describe(ConfiguredPrefix prefix)
        => new[]
        {
            $"{prefix.Prefix.Name}{(prefix.Description is { } text ? $" `{text}`" : "")}{(prefix.ResourceGroup is { } group ? $" group {group}" : "")}{Describe(prefix.Environment)} @{prefix.Location.Start}",
        }
        .Concat(prefix.Connectors.Select(connector => $"  {connector.Shortname} {Describe(connector.Spec)}{(connector.Concurrency is { } n ? $" x{n}" : "")}{Describe(connector.Environment)} @{connector.Location.Start}"))
        .Concat(prefix.Tasks.Select(task => $"  task {task.Name} `{task.Description}`{Describe(task.Environment)} @{task.Location.Start}"));

    private static string Describe(ConnectorSpec spec)
        => spec is CargoSpec cargo
            ? $"CargoSpec {cargo.Name} {cargo.Version} [{string.Join(',', cargo.Features ?? [])}] {cargo.Wire}"
            : spec.ToString().Replace($", Wire = {spec.Wire}", "", StringComparison.Ordinal).Replace($"Wire = {spec.Wire}, ", "", StringComparison.Ordinal).Replace($", SourcePath = {spec.SourcePath}", "", StringComparison.Ordinal).Replace($"SourcePath = {spec.SourcePath}, ", "", StringComparison.Ordinal);

    private static string Describe(EnvironmentLayer layer)
        => (layer.File is { } file ? $" env file {file}" : "") + string.Concat(layer.Entries.Select(entry => $" {entry.Name}={entry.Value}"));

    private static RepositoryConfig? Load(string text, out DiagnosticBag diagnostics)
    {
        diagnostics = [];
        return ConfigLoader.Load(new SourceText(text, RepositoryConfig.FileName), diagnostics);
    }
}
