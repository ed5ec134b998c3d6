using System.Text;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;
using Autoschematic.Model.Environments;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;

namespace Autoschematic.Engine.Tests.Model.Environments;

public sealed class EnvironmentTests
{
    private static readonly Dictionary<string, string> Host = new()
    {
        ["PATH"] = "/usr/bin",
        ["LC_ALL"] = "C.UTF-8",
        ["https_proxy"] = "http://proxy:3128",
        ["GIT_DIR"] = "/elsewhere/.git",
        ["PYTHONPATH"] = "/py",
        ["DOTNET_ROOT"] = "/dotnet",
        ["CARGO_HOME"] = "/cargo",
        ["GRAFANA_URL"] = "http://localhost:3000",
        ["GRAFANA_API_KEY"] = "glsa-1234567",
        ["AWS_REGION"] = "eu-west-1",
        ["AWS_SECRET_ACCESS_KEY"] = "aws-secret-key",
        ["EDITOR"] = "vi",
        ["B"] = "host-value-b",
    };

    [Fact]
    public void Strict_passes_the_allow_list_the_runtime_and_what_is_configured()
        => Assert.Equal(
            """
            API_KEY=glsa-1234567
            LC_ALL=C.UTF-8
            PATH=/usr/bin
            PLAIN=value
            PYTHONPATH=/py
            https_proxy=http://proxy:3128
            secrets: glsa-1234567
            denied: AWS_REGION AWS_SECRET_ACCESS_KEY GRAFANA_API_KEY GRAFANA_URL
            """,
            Build(strict: true, "", """ "PLAIN": "value", "API_KEY": "env://GRAFANA_API_KEY" """),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Inherited_passes_everything_but_gits_own()
        => Assert.Equal(
            """
            AWS_REGION=eu-west-1
            AWS_SECRET_ACCESS_KEY=aws-secret-key
            B=own
            CARGO_HOME=/cargo
            DOTNET_ROOT=/dotnet
            EDITOR=vi
            GRAFANA_API_KEY=glsa-1234567
            GRAFANA_URL=http://localhost:3000
            LC_ALL=C.UTF-8
            PATH=/usr/bin
            PYTHONPATH=/py
            https_proxy=http://proxy:3128
            secrets: aws-secret-key glsa-1234567
            denied: 
            """,
            Build(strict: false, "", """ "B": "own" """),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Families_and_everything_can_be_asked_for()
    {
        Assert.Equal(
            """
            AWS_REGION=us-east-1
            AWS_SECRET_ACCESS_KEY=aws-secret-key
            LC_ALL=C.UTF-8
            PATH=/usr/bin
            PYTHONPATH=/py
            https_proxy=http://proxy:3128
            secrets: aws-secret-key eu-west-1
            denied: GRAFANA_API_KEY GRAFANA_URL
            """,
            Build(strict: true, "", """ "AWS_REGION": "us-east-1", "AWS_*": "env://AWS_*" """),
            ignoreLineEndingDifferences: true);

        var everything = Build(strict: true, "", """ "*": "env://*" """);
        Assert.Contains("CARGO_HOME=/cargo", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("GIT_DIR", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("secrets: /usr/bin", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void Later_layers_win_and_what_is_overridden_is_not_looked_up()
        => Assert.Equal(
            """
            A=connector env
            B=connector file
            C=prefix env
            D=prefix file
            LC_ALL=C.UTF-8
            PATH=/usr/bin
            PYTHONPATH=/py
            https_proxy=http://proxy:3128
            secrets: connector file prefix file
            denied: AWS_REGION AWS_SECRET_ACCESS_KEY GRAFANA_API_KEY GRAFANA_URL
            """,
            Build(
                strict: true,
                """env_file: "prefix.env", env: {"A": "env://NOT_SET", "B": "prefix env", "C": "prefix env"},""",
                """ "A": "connector env" """,
                """env_file: "connector.env",""",
                new()
                {
                    ["prefix.env"] = "A=prefix file\nB=prefix file\nC=prefix file\nD=prefix file\n",
                    ["connector.env"] = "A=connector file\nB=connector file\n",
                }),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Gits_own_variables_of_an_env_file_are_left_out_with_a_warning()
        => Assert.Equal(
            """
            A=1
            LC_ALL=C.UTF-8
            PATH=/usr/bin
            PYTHONPATH=/py
            https_proxy=http://proxy:3128
            secrets: 1
            denied: AWS_REGION AWS_SECRET_ACCESS_KEY GRAFANA_API_KEY GRAFANA_URL
            .env: ENV007: `GIT_INDEX_FILE` belongs to git itself and is never passed to a connector
            .env: ENV007: `GIT_DIR` belongs to git itself and is never passed to a connector
            """,
            Build(
                strict: true,
                """env_file: ".env",""",
                "",
                files: new() { [".env"] = "GIT_INDEX_FILE=/elsewhere\nA=1\nB=env://GIT_DIR\n" }),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void A_secret_without_a_keystore_is_the_hosts_or_is_left_out_with_a_warning()
        => Assert.Equal(
            """
            B=host-value-b
            LC_ALL=C.UTF-8
            PATH=/usr/bin
            PYTHONPATH=/py
            https_proxy=http://proxy:3128
            secrets: host-value-b
            denied: AWS_REGION AWS_SECRET_ACCESS_KEY GRAFANA_API_KEY GRAFANA_URL
            autoschematic.ron:1:165: ENV005: `X` of connector `grafana` is left out, since no keystore is configured to unseal it
            """,
            Build(strict: true, "", """ "B": "secret://b.sealed", "X": "secret://x.sealed" """),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void What_is_missing_is_an_error_that_names_the_connector_and_the_key()
        => Assert.Equal(
            """
            autoschematic.ron:1:81: ENV002: The env file `no/.env` of connector `grafana` does not exist
            autoschematic.ron:1:159: ENV004: The variable `NOT_SET`, which connector `grafana` gets as `A`, is not set
            """,
            Build(strict: true, "", """ "A": "env://NOT_SET" """, """env_file: "no/.env",""").Trim(),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void A_problem_that_the_reader_reported_is_not_reported_again()
    {
        var diagnostics = new DiagnosticBag();
        var request = new EnvironmentRequest(
            Host, true, "x", null, [new EnvironmentLayer(RepoPath.Parse(".env"), null, [])],
            (_, problems) =>
            {
                problems.Add(Diagnostic.Error("FIL001", "a link"));
                return null;
            });

        Assert.Null(EnvironmentBuilder.Build(request, diagnostics));
        Assert.Equal(["FIL001"], diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("A=1", "A=1")]
    [InlineData("\uFEFF# comment\n\n  export A = x y  \r\nB=\nC='quoted # $x'\nD=\"a'b\" # why\nE=p#ss w\"rd\nexport_F=1", "A=x y|B=|C=quoted # $x|D=a'b|E=p#ss w\"rd|export_F=1")]
    [InlineData("A=1\nA=2", "A=1|A=2")]
    [InlineData("ok=1\n  nothing here\n=x\nA B=1\nA=\"open\nB='x' y", "2:3: ENV001: The line has no `=`|3:1: ENV001: The line has a name that is empty|4:1: ENV001: The line has a name that holds white space|5:1: ENV001: The line has a quote that is not closed|6:1: ENV001: The line has text behind the closing quote|ok=1")]
    public void Env_files_are_read_line_by_line(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var variables = EnvFile.Parse(new SourceText(text, ".env"), diagnostics);

        Assert.Equal(
            expected,
            string.Join('|', diagnostics.Select(diagnostic => diagnostic.ToString()[".env:".Length..]).Concat(variables.Select(variable => $"{variable.Key}={variable.Value}"))));
    }

    [Fact]
    public void Hints_give_the_exact_lines_to_add()
    {
        Assert.Equal(
            "these variables are set but not passed to the connector; add to its `env`: \"AWS_*\": \"env://AWS_*\", \"GRAFANA_API_KEY\": \"env://GRAFANA_API_KEY\",",
            EnvironmentHints.ForFailedInit("grafana", "Unauthorized", ConnectorErrorCode.Unspecified, ["AWS_REGION", "AWS_SECRET_ACCESS_KEY", "GRAFANA_API_KEY"]));
        Assert.Null(EnvironmentHints.ForFailedInit("grafana", "Unauthorized", ConnectorErrorCode.Auth, []));

        var warning = EnvironmentHints.InheritedWarning(Config("", "", ""), Host);
        Assert.Equal("autoschematic.ron:1:32: ENV006: Connectors inherit the whole environment of this process", warning.ToString());
        Assert.Equal(
            "name what they need in `env` instead: \"AWS_*\": \"env://AWS_*\", \"GRAFANA_API_KEY\": \"env://GRAFANA_API_KEY\", \"GRAFANA_URL\": \"env://GRAFANA_URL\",",
            warning.Hint);
    }

    [Theory]
    [InlineData("`/srv` is not a folder", ConnectorErrorCode.Unspecified, "")]
    [InlineData("`/srv` is not a folder", ConnectorErrorCode.Auth, "\"AWS_REGION\": \"env://AWS_REGION\", \"X_TOKEN\": \"env://X_TOKEN\",")]
    [InlineData("the token is not valid", ConnectorErrorCode.Unspecified, "\"AWS_REGION\": \"env://AWS_REGION\", \"X_TOKEN\": \"env://X_TOKEN\",")]
    [InlineData("KeyError: 'X_TOKEN'", ConnectorErrorCode.Unspecified, "\"X_TOKEN\": \"env://X_TOKEN\",")]
    public void Failed_inits_are_blamed_on_credentials_only_when_they_speak_of_them(string reason, ConnectorErrorCode code, string lines)
    {
        var hint = EnvironmentHints.ForFailedInit("files", reason, code, ["AWS_REGION", "X_TOKEN"]);
        Assert.Equal(lines, hint?[(hint.IndexOf(": ", StringComparison.Ordinal) + 2)..] ?? "");
    }

    [Fact]
    public void What_begins_like_the_connector_is_its_own_whatever_it_says()
        => Assert.EndsWith(
            ": \"FILES_ROOT\": \"env://FILES_ROOT\",",
            EnvironmentHints.ForFailedInit("files", "no root", ConnectorErrorCode.Unspecified, ["AWS_REGION", "FILES_ROOT"]),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("AWS_SECRET_ACCESS_KEY", true)]
    [InlineData("AZURE_CLIENT_CERTIFICATE_PATH", true)]
    [InlineData("AWS_CA_BUNDLE", false)]
    [InlineData("VAULT_CACERT", false)]
    [InlineData("CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE", false)]
    public void Certificates_of_servers_are_no_credentials(string name, bool expected)
    {
        var built = EnvironmentBuilder.Build(
            new(new Dictionary<string, string> { [name] = "/etc/x.pem" }, true, "connector `files`", null, [], (_, _) => null), []);
        Assert.Equal(expected, built!.Denied.Contains(name));
    }

    private static string Build(bool strict, string prefixFields, string env, string connectorFields = "", Dictionary<string, string>? files = null)
    {
        var prefix = Config(prefixFields, env, connectorFields).Prefixes[0];
        var connector = prefix.Connectors[0];
        var diagnostics = new DiagnosticBag();
        var built = EnvironmentBuilder.Build(
            new(
                Host, strict, "connector `grafana`", connector.Spec, [prefix.Environment, connector.Environment],
                (path, _) => files?.GetValueOrDefault(path.Text) is { } text ? Encoding.UTF8.GetBytes(text) : (ReadOnlyMemory<byte>?)null)
            {
                Shortname = connector.Shortname,
            },
            diagnostics);

        IEnumerable<string> lines = built is null ? []
            : [.. built.Variables.Select(variable => $"{variable.Key}={variable.Value}"), $"secrets: {string.Join(' ', built.Secrets)}", $"denied: {string.Join(' ', built.Denied)}"];
        return string.Join('\n', lines.Concat(diagnostics.Select(diagnostic => diagnostic.ToString())));
    }

    private static RepositoryConfig Config(string prefixFields, string env, string connectorFields)
    {
        var diagnostics = new DiagnosticBag();
        var source = new SourceText(
            $$"""AutoschematicConfig(prefixes: {"main": Prefix({{prefixFields}} connectors: [Connector({{connectorFields}} shortname: "grafana", spec: PythonLocal(path: "g.py"), env: {{{env}}})])})""",
            RepositoryConfig.FileName);
        return ConfigLoader.Load(source, diagnostics) ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }
}
