using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Config;

public sealed class RbacLoaderTests
{
    private static readonly RepositoryConfig Config = ConfigLoader.Load(
        new SourceText("""AutoschematicConfig(prefixes: {"main": Prefix(connectors: [Connector(shortname: "grafana", spec: PythonLocal(path: "x.py"))])})"""), [])!;

    [Fact]
    public void Roles_are_read()
    {
        var rbac = Load(
            """
            AutoschematicRbacConfig(roles: {
                "ops": Role(users: [GithubUser(username: "mona"), GithubUser(username: "hubot")], prefixes: {
                    "main": PrefixGrant(grant: Apply, connectors: ["grafana"]),
                }),
                "dev": Role(users: [], prefixes: {
                    "main": PrefixGrant(grant: ApplyIfApprovedBy(role: "ops"), connectors: None),
                }),
                "guest": Role(users: [], prefixes: {"main": PrefixGrant(grant: None, connectors: Some([]))}),
                "reader": Role(users: [], prefixes: {"main": PrefixGrant(grant: ReadOnly, connectors: ["grafana"])}),
            })
            """,
            out var diagnostics)!;

        Assert.Empty(diagnostics);
        Assert.Equal(
            """
            ops [mona,hubot] main: Apply { } [grafana]
            dev [] main: ApplyIfApprovedBy { Role = ops } all
            guest [] main: None { } []
            reader [] main: ReadOnly { } [grafana]
            """,
            string.Join('\n', rbac.Roles.Select(role => $"{role.Name} [{string.Join(',', role.GithubUsers)}] " + string.Join(' ', role.Prefixes.Select(grant => $"{grant.Prefix}: {grant.Grant} {(grant.Connectors is { } names ? $"[{string.Join(',', names)}]" : "all")}")))),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Unknown_fields_unnamed_structs_and_open_grants_are_warnings()
    {
        var rbac = Load(
            """
            (roles: {
                "ops": (users: [GithubUser(username: "mona", nick: "m")], prefixes: {
                    "main": PrefixGrant(grant: Apply),
                    "mian": PrefixGrant(grant: ApplyIfApprovedBy(role: "opps"), connectors: ["grafana"], conectors: 1),
                    "main/": PrefixGrant(grant: ReadOnly, connectors: ["grafanna"]),
                }),
            })
            """,
            out var diagnostics);

        Assert.NotNull(rbac);
        Assert.Equal(
            """
            Warning 1:1 RBC002 The struct has no name (write `AutoschematicRbacConfig(…)`)
            Warning 2:12 RBC002 The struct has no name (write `Role(…)`)
            Warning 2:50 RBC001 The field `nick` is not known and does nothing ()
            Warning 3:9 RBC003 The grant for `main` names no connectors and so holds for all of them (older servers grant nothing then; list the connectors, or write `connectors: None` when all are meant)
            Warning 4:9 RBC004 The configuration has no prefix `mian` (did you mean `main`?)
            Warning 4:60 RBC006 No role is named `opps`, so nobody can approve (did you mean `ops`?)
            Warning 4:94 RBC001 The field `conectors` is not known and does nothing (did you mean `connectors`?)
            Warning 5:60 RBC005 The prefix `main` has no connector `grafanna` (did you mean `grafana`?)
            """,
            string.Join('\n', diagnostics.Select(d => $"{d.Severity} {d.Location!.Start} {d.Code} {d.Message} ({d.Hint})")),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Wrong_shapes_and_repeated_keys_are_errors()
    {
        Assert.Null(Load("""AutoschematicRbacConfig(roles: {"a": Role(users: [], prefixes: {}), "a": Role(users: [], prefixes: {})})""", out var diagnostics));
        Assert.Equal("CFG004", Assert.Single(diagnostics).Code);

        Assert.Null(Load("""AutoschematicRbacConfig(roles: {"a": Role(users: "x", prefixes: {})})""", out diagnostics));
        Assert.True(diagnostics.HasErrors);
    }

    [Fact]
    public void The_file_that_init_writes_is_valid()
    {
        Assert.NotNull(Load(ConfigTemplates.Rbac, out var diagnostics));
        Assert.Empty(diagnostics);
    }

    private static RbacConfig? Load(string text, out DiagnosticBag diagnostics)
    {
        diagnostics = [];
        return RbacLoader.Load(new SourceText(text, RbacConfig.FileName), Config, diagnostics);
    }
}
