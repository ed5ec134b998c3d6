using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Config;

public sealed class LockFileRulesTests
{
    private const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Config = """
        AutoschematicConfig(prefixes: {
            "main": Prefix(connectors: [
                Connector(shortname: "grafana", spec: Pip(name: "Grafana_Connector", version: "1.2.3")),
                Connector(shortname: "local", spec: PythonLocal(path: "local.py")),
            ]),
            "dns": Prefix(connectors: [Connector(shortname: "dns", spec: Cargo(name: "dns-connector", git: "https://example.org/dns", features: ["b", "a"]))]),
            "files": Prefix(connectors: [Connector(shortname: "files", spec: DotnetTool(name: "Files.Tool"))]),
        })
        """;

    [Fact]
    public void Packages_of_configured_connectors_are_good()
        => Assert.Equal("", Check($$"""
            AutoschematicLock(packages: [
                Locked(kind: Cargo, name: "dns-connector", version: "0.2.0", git: "https://example.org/dns", revision: "{{Hash[..40]}}", features: ["a", "b"], hashes: {}),
                Locked(kind: Pip, name: "grafana-connector", wanted: "1.2.3", version: "1.2.3", hashes: {"grafana_connector-1.2.3-py3-none-any.whl": "sha256:{{Hash}}"}),
                Locked(kind: DotnetTool, name: "files.tool", version: "3.0.0", hashes: {"files.tool.3.0.0.nupkg": "sha512:{{Hash}}{{Hash}}"}),
            ])
            """));

    [Fact]
    public void Every_problem_is_reported_where_it_stands()
        => Assert.Equal(
            $$"""
            lock:2:29: Warning LKF010: No connector is of package `Pip grafana-conector` (did you mean `grafana-connector`? Else run `autoschematic install`)
            lock:2:58: Error LKF006: The entry has no version (restore the file with `git restore`, or delete the entry and run `autoschematic install`)
            lock:2:76: Error LKF005: This is neither a SHA-256 nor a SHA-512 (it is `sha256:` and 64 digits of `0-9a-f`, or `sha512:` and 128; restore the file with `git restore`, or delete the entry and run `autoschematic install`)
            lock:2:87: Error LKF005: This is neither a SHA-256 nor a SHA-512 (it is `sha256:` and 64 digits of `0-9a-f`, or `sha512:` and 128; restore the file with `git restore`, or delete the entry and run `autoschematic install`)
            lock:3:31: Warning LKF010: No connector is of package `Cargo dns-connector` (run `autoschematic install`)
            lock:3:74: Error LKF009: The entry has no hash (restore the file with `git restore`, or delete the entry and run `autoschematic install`)
            lock:4:86: Error LKF008: This is not a commit (it has 40 digits of `0-9a-f`; restore the file with `git restore`, or delete the entry and run `autoschematic install`)
            lock:4:31: Warning LKF010: No connector is of package `Cargo dns-connector` (run `autoschematic install`)
            lock:6:5: Error LKF007: The package `DotnetTool files.tool` is locked twice (it is already at 5:5; delete one of them)
            """.Split('\n').Order(StringComparer.Ordinal),
            Check($$"""
            AutoschematicLock(packages: [
                Locked(kind: Pip, name: "grafana-conector", version: "", hashes: {"a": "00", "b": "sha256:{{Hash[1..]}}"}),
                Locked(kind: Cargo, name: "dns-connector", version: "0.2.0", hashes: {}),
                Locked(kind: Cargo, name: "dns-connector", version: "0.2.0", git: "x", revision: "main", hashes: {}),
                Locked(kind: DotnetTool, name: "files.tool", version: "3.0.0", hashes: {"a": "sha256:{{Hash}}"}),
                Locked(kind: DotnetTool, name: "Files.Tool", version: "3.0.1", hashes: {"a": "sha256:{{Hash}}"}),
            ])
            """).Split('\n').Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_not_locked_as_it_is_wanted_is_said_where_it_is_configured()
        => Assert.Equal(
            """
            lock:3:31: Warning LKF010: No connector is of package `Cargo dns-connector` (run `autoschematic install`)
            autoschematic.ron:3:47: Warning LKF012: Connector `grafana` wants `Pip grafana-connector 1.2.3`, and `autoschematic.lock.ron` has 1.2.2 (run `autoschematic install`)
            autoschematic.ron:6:66: Warning LKF011: Connector `dns` is not in `autoschematic.lock.ron`: `Cargo dns-connector` (run `autoschematic install`)
            autoschematic.ron:7:70: Warning LKF011: Connector `files` is not in `autoschematic.lock.ron`: `DotnetTool files.tool` (run `autoschematic install`)
            """,
            Check($$"""
            AutoschematicLock(packages: [
                Locked(kind: Pip, name: "grafana-connector", version: "1.2.2", hashes: {"a": "sha256:{{Hash}}"}),
                Locked(kind: Cargo, name: "dns-connector", version: "0.2.0", hashes: {"a": "sha256:{{Hash}}"}),
            ])
            """));

    [Theory]
    [InlineData("AutoschematicLock(packages: [", "RON")]
    [InlineData("AutoschematicLock(packages: [Locked(kind: Pip, name: \"x\")])", "RON")]
    [InlineData("AutoschematicLock(packages: [Locked(kind: Npm, name: \"x\", version: \"1\", hashes: {})])", "RON")]
    [InlineData("AutoschematicLock(packages: [Locked(kind: Pip, name: \"x\", version: \"1\", hashes: {\"a\": \"\", \"a\": \"\"})])", "CFG004")]
    [InlineData("AutoschematicLock(prefixes: {})", "RON")]
    [InlineData("Lock(packages: [])", "RON")]
    [InlineData("", "RON")]
    public void What_has_another_shape_is_an_error_with_a_place(string text, string code)
    {
        var diagnostics = new DiagnosticBag();

        Assert.Null(LockFileRules.Load(new SourceText(text, "lock"), diagnostics));

        Assert.Contains(diagnostics, found => found is { Severity: DiagnosticSeverity.Error, Location.Span: not null } && found.Code.StartsWith(code, StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_are_not_held_against_a_configuration_that_cannot_be_read()
    {
        var diagnostics = new DiagnosticBag();
        LockFileRules.Check(new SourceText($"AutoschematicLock(packages: [Locked(kind: Pip, name: \"x\", version: \"1\", hashes: {{\"a\": \"sha256:{Hash}\"}})])", "lock"), null, diagnostics);
        Assert.Empty(diagnostics);
    }

    private static string Check(string text)
    {
        var diagnostics = new DiagnosticBag();
        var config = ConfigLoader.Load(new SourceText(Config, "autoschematic.ron"), diagnostics)!;
        LockFileRules.Check(new SourceText(text, "lock"), config, diagnostics);
        return string.Join('\n', diagnostics.Select(found => $"{found.Location}: {found.Severity} {found.Code}: {found.Message} ({found.Hint})"));
    }
}
