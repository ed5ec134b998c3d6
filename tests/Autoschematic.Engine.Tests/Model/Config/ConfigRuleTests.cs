using Autoschematic.Model.Addresses;
using Autoschematic.Model.Config;
using Autoschematic.Ron.Diagnostics;
using Autoschematic.Ron.Text;
using CsCheck;

namespace Autoschematic.Engine.Tests.Model.Config;

/// <summary>One broken configuration for every rule, with everything that is said about it.</summary>
public sealed class ConfigRuleTests
{
    [Theory]
    [InlineData("\" main\"", "1:32: CFG001: The prefix ` main` has white space around it")]
    [InlineData("\"../x\"", "1:32: CFG001: The prefix `../x` has the component `..`, only normal components are allowed")]
    [InlineData("\"/abs\"", "1:32: CFG001: The prefix `/abs` is an absolute path")]
    [InlineData("\"c:/x\"", "1:32: CFG001: The prefix `c:/x` names a drive")]
    [InlineData("\".Git\"", "1:32: CFG001: The prefix `.Git` has the reserved name `.Git`")]
    [InlineData("\"x/.autoschematic\"", "1:32: CFG001: The prefix `x/.autoschematic` has the reserved name `.autoschematic`")]
    [InlineData("\"\"", "1:32: CFG001: The prefix `` is empty")]
    [InlineData("\"/\"", "")]
    [InlineData("\"a/b\"", "")]
    public void Prefix_names(string name, string expected)
        => Check($"AutoschematicConfig(prefixes: {{{name}: Prefix(connectors: [])}})", expected);

    [Theory]
    [InlineData("\"a/b\"", "\"a/b2\"", "")]
    [InlineData("\"a\"", "\"a/b\"", "2:1: CFG003: The prefixes `a` and `a/b` contain one another")]
    [InlineData("\"a/b/c\"", "\"a/b\"", "2:1: CFG003: The prefixes `a/b/c` and `a/b` contain one another")]
    [InlineData("\"a\"", "\"a/\"", "2:1: CFG003: The prefixes `a` and `a` contain one another")]
    [InlineData("\"a\"", "\"/\"", "2:1: CFG002: The prefix `/` must be the only one")]
    [InlineData("\"/\"", "\"a\"", "1:32: CFG002: The prefix `/` must be the only one")]
    [InlineData("\"a\"", "\"a\"", "2:1: CFG004: The key `a` stands twice in this map")]
    public void Prefixes_beside_one_another(string first, string second, string expected)
        => Check($"AutoschematicConfig(prefixes: {{{first}: Prefix(connectors: []),\n{second}: Prefix(connectors: [])}})", expected);

    [Fact]
    public void Of_overlapping_prefixes_the_first_earlier_one_is_named()
        => Gen.OneOf("a", "b", "ab", "a/b", "a/b/c", "a/bc", "b/a", "a/b/d").List[1, 7].Sample(all =>
        {
            var names = all.Distinct().ToList();
            var diagnostics = new DiagnosticBag();
            ConfigLoader.Load(new SourceText($"AutoschematicConfig(prefixes: {{{string.Concat(names.Select(name => $"\"{name}\": Prefix(connectors: []), "))}}})"), diagnostics);
            var expected = names.Index()
                .Select(item => (names.Take(item.Index).FirstOrDefault(other => Prefix.TryParse(other)!.Overlaps(Prefix.TryParse(item.Item)!)), item.Item))
                .Where(pair => pair.Item1 is not null)
                .Select(pair => $"The prefixes `{pair.Item1}` and `{pair.Item2}` contain one another");
            return expected.SequenceEqual(diagnostics.Select(found => found.Message));
        });

    [Theory]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"x.py\")", "")]
    [InlineData("shortname: \"\", spec: PythonLocal(path: \"x.py\")", "2:12: CFG006: The shortname `` is empty")]
    [InlineData("shortname: \" a\", spec: PythonLocal(path: \"x.py\")", "2:12: CFG006: The shortname ` a` has white space around it")]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"\")", "2:41: CFG013: The `path` of this spec is empty")]
    [InlineData("shortname: \"a\", spec: Cargo(name: \"\")", "2:35: CFG013: The `name` of this spec is empty")]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"x.py\"), concurrency: 0", "2:63: CFG012: The concurrency `0` is not between 1 and 64")]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"x.py\"), concurrency: 65", "2:63: CFG012: The concurrency `65` is not between 1 and 64")]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"x.py\"), env_file: \"../x\"", "2:60: CFG011: The env file `../x` leaves the repository")]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"x.py\"), env_file: Some(\"/x\")", "2:65: CFG011: The env file `/x` is an absolute path")]
    [InlineData("shortname: \"a\", spec: PythonLocal(path: \"x.py\"), env_file: r#Some(\"/x\")", "2:60: RON060: Expected a string, found `Some(…)`")]
    public void Connectors(string fields, string expected)
        => Check($"AutoschematicConfig(prefixes: {{\"main\": Prefix(connectors: [Connector(\n{fields})])}})", expected);

    [Theory]
    [InlineData("\"A\": \"b\"", "")]
    [InlineData("\"A\": \"env://B\"", "")]
    [InlineData("\"*\": \"env://*\"", "")]
    [InlineData("\"AWS_*\": \"env://AWS_*\"", "")]
    [InlineData("\"A\": \"secret://a/b.sealed\"", "")]
    [InlineData("\"\": \"b\"", "2:1: CFG007: The variable name `` is empty")]
    [InlineData("\"A=B\": \"b\"", "2:1: CFG007: The variable name `A=B` holds `=`")]
    [InlineData("\"A B\": \"b\"", "2:1: CFG007: The variable name `A B` holds white space")]
    [InlineData("\"GIT_DIR\": \"b\"", "2:1: CFG008: `GIT_DIR` belongs to git itself and is never passed to a connector")]
    [InlineData("\"A\": \"env://GIT_DIR\"", "2:6: CFG008: `GIT_DIR` belongs to git itself and is never passed to a connector")]
    [InlineData("\"A\": \"env://\"", "2:6: CFG009: `env://` names no variable of the host")]
    [InlineData("\"A\": \"env://*\"", "2:6: CFG009: `env://*` names no variable of the host")]
    [InlineData("\"AWS_*\": \"env://AZURE_*\"", "2:10: CFG009: `env://AZURE_*` names no variable of the host")]
    [InlineData("\"AWS_*\": \"x\"", "2:10: CFG009: `x` names no variable of the host")]
    [InlineData("\"A\": \"secret://\"", "2:6: CFG010: The secret path `` is empty")]
    [InlineData("\"A\": \"secret://../x\"", "2:6: CFG010: The secret path `../x` leaves the repository")]
    [InlineData("\"A\": \"1\", \"A\": \"2\"", "2:11: CFG004: The key `A` stands twice in this map")]
    public void Variables(string entries, string expected)
        => Check($"AutoschematicConfig(prefixes: {{\"main\": Prefix(connectors: [], env: {{\n{entries}}})}})", expected);

    [Theory]
    [InlineData("AuxTask(name: \"\")", "2:15: CFG014: The task name `` is empty")]
    [InlineData("AuxTask(name: \"a\"), AuxTask(name: \"a\")", "2:35: CFG014: The task name `a` stands twice in this prefix")]
    [InlineData("AuxTask(name: \"a\", env_file: \"/\")", "2:30: CFG011: The env file `/` is an absolute path")]
    public void Tasks(string tasks, string expected)
        => Check($"AutoschematicConfig(prefixes: {{\"main\": Prefix(connectors: [], tasks: [\n{tasks}])}})", expected);

    [Fact]
    public void Everything_wrong_is_said_at_once_in_file_order()
        => Check(
            """
            AutoschematicConfig(
                prefixes: {
                    "main": Prefix(
                        connectors: [
                            Connector(
                                shortname: "grafana",
                                spec: PythonLocal(pth: "connectors/grafana.py"),
                                env: {"A": "env://"},
                            ),
                            Connector(
                                shortname: "grafana",
                                spec: PythonLocl(path: "x"),
                            ),
                        ],
                        resource_grup: "x",
                    ),
                    "main/inner": Prefix(connectors: [], tasks: None),
                    "tools/built": Prefix(connectors: [Connector(shortname: "b", spec: CargoLocal(path: "tools"))]),
                },
            )
            """,
            """
            7:39: RON065: Unknown field `pth` in `PythonLocal`
            8:32: CFG009: `env://` names no variable of the host
            11:32: CFG005: Two connectors of this prefix are named `grafana`
            12:27: RON071: Unknown variant `PythonLocl` of `Spec`
            15:13: RON065: Unknown field `resource_grup` in `Prefix`
            17:9: CFG003: The prefixes `main` and `main/inner` contain one another
            17:53: RON060: Expected a list `[…]`, found `None`
            18:9: CFG015: The prefix `tools/built` lies inside a connector of the configuration
            """);

    [Fact]
    public void Advice_is_given_for_what_works_only_here()
    {
        var diagnostics = new DiagnosticBag();
        var config = ConfigLoader.Load(
            new SourceText(
                """
                AutoschematicConfig(prefixes: {
                    "Main": Prefix(connectors: [Connector(shortname: "x", spec: PythonLocal(path: "/home/mona/x.py"))]),
                    "main/con": Prefix(connectors: []),
                })
                """,
                RepositoryConfig.FileName),
            diagnostics)!;
        Assert.Empty(diagnostics);

        ConfigAdvice.Check(config, diagnostics);

        Assert.Equal(
            """
            autoschematic.ron:3:5: CFG016: The prefix `main/con` has the component `con`, a device name on Windows
            autoschematic.ron:3:5: CFG017: The prefixes `Main` and `main/con` contain one another on a disk that ignores case
            autoschematic.ron:2:54: CFG018: The absolute path `/home/mona/x.py` exists on this machine only
            """,
            string.Join('\n', diagnostics),
            ignoreLineEndingDifferences: true);
    }

    private static void Check(string source, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var config = ConfigLoader.Load(new SourceText(source, RepositoryConfig.FileName), diagnostics);

        var prefix = RepositoryConfig.FileName + ":";
        Assert.Equal(expected, string.Join('\n', diagnostics.Select(diagnostic => diagnostic.ToString().Replace(prefix, "", StringComparison.Ordinal))), ignoreLineEndingDifferences: true);
        Assert.Equal(expected.Length == 0, config is not null);
    }
}
