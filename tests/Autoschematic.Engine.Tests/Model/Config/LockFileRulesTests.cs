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
                Connector(shortname: "grafana", spec: Pip(name: "grafana-connector")),
                Connector(shortname: "local", spec: PythonLocal(path: "local.py")),
            ]),
            "dns": Prefix(connectors: [Connector(shortname: "dns", spec: Cargo(name: "dns-connector"))]),
        })
        """;

    [Fact]
    public void Entries_of_configured_connectors_are_good()
        => Assert.Equal("", Check($$"""
            AutoschematicLock(prefixes: {
                "main": {"grafana": Locked(name: "grafana-connector", version: "1.2.3", sha256: "{{Hash}}")},
                "dns": {},
            })
            """));

    [Fact]
    public void Every_problem_is_reported_where_it_stands()
        => Assert.Equal(
            """
            lock:2:5: Warning LKF001: The configuration has no prefix `man` (did you mean `main`? Else remove the entry)
            lock:3:5: Warning LKF001: The configuration has no prefix `elsewhere` (remove the entry)
            lock:4:59: Error LKF006: The entry has no version (restore the file with `git restore`)
            lock:4:71: Error LKF005: This is not a SHA-256 (it has 64 digits of `0-9a-f`; restore the file with `git restore`)
            lock:6:9: Warning LKF002: The prefix `main` has no connector `grafanna` (did you mean `grafana`? Else remove the entry)
            lock:7:9: Warning LKF003: Connector `local` is not of a package, so no version of it can be locked (remove the entry)
            lock:8:33: Warning LKF004: The entry is of package `other`, and connector `grafana` is of `grafana-connector` (remove the entry)
            """,
            Check($$"""
            AutoschematicLock(prefixes: {
                "man": {},
                "elsewhere": {},
                "dns": {"dns": Locked(name: "dns-connector", version: "", sha256: "{{Hash[1..]}}")},
                "main": {
                    "grafanna": Locked(name: "x", version: "1", sha256: "{{Hash}}"),
                    "local": Locked(name: "x", version: "1", sha256: "{{Hash}}"),
                    "grafana": Locked(name: "other", version: "1", sha256: "{{Hash}}"),
                },
            })
            """));

    [Theory]
    [InlineData("AutoschematicLock(prefixes: {", "RON")]
    [InlineData("AutoschematicLock(prefixes: {\"main\": {\"grafana\": Locked(name: \"x\")}})", "RON")]
    [InlineData("AutoschematicLock(prefixes: {\"main\": {}, \"main\": {}})", "CFG004")]
    [InlineData("Lock(prefixes: {})", "RON")]
    [InlineData("", "RON")]
    public void What_has_another_shape_is_an_error_with_a_place(string text, string code)
    {
        var diagnostics = new DiagnosticBag();
        LockFileRules.Check(new SourceText(text, "lock"), null, diagnostics);

        Assert.Contains(diagnostics, found => found is { Severity: DiagnosticSeverity.Error, Location.Span: not null } && found.Code.StartsWith(code, StringComparison.Ordinal));
    }

    [Fact]
    public void Entries_are_not_held_against_a_configuration_that_cannot_be_read()
    {
        var diagnostics = new DiagnosticBag();
        LockFileRules.Check(new SourceText("AutoschematicLock(prefixes: {\"other\": {}})", "lock"), null, diagnostics);
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
