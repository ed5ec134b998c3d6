using System.Runtime.CompilerServices;
using Autoschematic.Sdk.Testing;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>Rows of a theory from a report; the program is a script that answers with one.</summary>
public sealed class ConnectorLawsTests : IDisposable
{
    private const string Report = """
        {"result": {"laws": [
            {"law": "filter-is-pure", "title": "Filter answers the same", "verdict": "ok", "cases": 3, "reason": null, "counterexamples": []},
            {"law": "eq-ignores-layout", "title": "Layout", "verdict": "skipped", "cases": 0, "reason": "no body is RON or JSON", "counterexamples": []},
            {"law": "eq-is-reflexive", "title": "Eq says that a body equals itself", "verdict": "failed", "cases": 1, "reason": null, "counterexamples": [
                {"method": "Eq", "address": "notes/a.json", "inputs": [{"name": "a", "text": "{\n}\n"}], "expected": "true", "got": "false"},
                {"method": "List", "address": null, "inputs": [], "expected": "an answer in time", "got": "none"}
            ]}
        ]}, "diagnostics": []}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("laws");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Each_law_is_answered_from_one_run()
    {
        var laws = new ConnectorLaws("notes") { Program = Program(Report), Repository = folder.FullName };
        Assert.Equal(LawVerdict.Held, (await laws.CheckAsync("filter-is-pure")).Verdict);
        var skipped = await laws.CheckAsync("eq-ignores-layout");
        Assert.Equal((true, "no body is RON or JSON"), (skipped.IsSkipped, skipped.Reason));
        var broken = await Assert.ThrowsAsync<ConnectorLawException>(() => laws.CheckAsync("eq-is-reflexive"));
        Assert.Equal(
            """
            eq-is-reflexive: Eq says that a body equals itself
              Eq of notes/a.json
                a           {
                            }
                expected    true
                got         false
              List
                expected    an answer in time
                got         none

            """,
            broken.Message);
        Assert.Equal(LawVerdict.Held, (await laws.CheckAsync(ConnectorLaws.Rest)).Verdict);
        Assert.Equal(4, (await laws.AllAsync()).Count);
        Assert.Equal($"{folder.FullName}: connectors test notes --format json\n", Calls);
    }

    [Fact]
    public async Task Every_setting_reaches_the_program()
    {
        var laws = new ConnectorLaws("notes")
        {
            Program = Program(Report),
            Repository = folder.FullName,
            Prefix = "main",
            Live = true,
            Timeout = TimeSpan.FromSeconds(1.5),
            Environment = new Dictionary<string, string> { ["TOKEN"] = "t0k" },
        };
        await laws.AllAsync();
        Assert.Equal($"{folder.FullName}: connectors test notes --format json --prefix main --timeout 1.5 --live --yes t0k\n", Calls);
    }

    [Fact]
    public async Task What_gives_no_report_says_what_it_said()
    {
        var nonsense = await Assert.ThrowsAsync<ConnectorLawException>(() => new ConnectorLaws("notes") { Program = Program("nonsense") }.AllAsync());
        Assert.Equal("The laws of `notes` could not be tried (exit code 3)\nsaid beside\n", nonsense.Message);
        await Assert.ThrowsAsync<ConnectorLawException>(() => new ConnectorLaws("notes") { Program = Program("""{"result": null, "diagnostics": []}""") }.AllAsync());
        var missing = await Assert.ThrowsAsync<ConnectorLawException>(() => new ConnectorLaws("notes") { Program = "/nowhere/autoschematic" }.AllAsync());
        Assert.Contains("the variable AUTOSCHEMATIC may name the program", missing.Message, StringComparison.Ordinal);
        var untried = await Assert.ThrowsAsync<ConnectorLawException>(() => new ConnectorLaws("notes") { Program = Program(Report) }.CheckAsync("calls-are-answered"));
        Assert.Equal("`calls-are-answered` was not tried", untried.Message);
    }

    [Theory]
    [InlineData("[]", "ok", 0, "")]
    [InlineData("[]", "failed", 3, "")]
    [InlineData("[]", "failed", 1, "")]
    [InlineData("""[{"code": "CON001", "severity": "warning", "message": "odd"}]""", "ok", 0, "")]
    [InlineData("[]", "ok", 1, "exit code 1, which no law explains\nsaid beside\n")]
    [InlineData("[]", "failed", 70, "exit code 70, which no law explains\nsaid beside\n")]
    [InlineData(
        """[{"code": "LAW003", "severity": "error", "message": "`a` is still there", "notes": ["a note"], "hint": "remove it"}, {"code": "CON015", "severity": "error", "message": "Init failed"}]""",
        "ok",
        3,
        "error[LAW003]: `a` is still there\na note\nhint: remove it\n\nerror[CON015]: Init failed\n")]
    public async Task What_is_wrong_beside_the_laws_has_a_row_of_its_own(string diagnostics, string verdict, int exitCode, string expected)
    {
        var report = $$"""
            {"result": {"laws": [{"law": "filter-is-pure", "title": "Pure", "verdict": "{{verdict}}", "reason": null, "counterexamples": []}]}, "diagnostics": {{diagnostics}}}
            """;
        Assert.Equal(expected, await RestAsync(report, exitCode));
    }

    [Fact]
    public async Task Law_of_a_newer_program_counts()
        => Assert.Equal(
            """
            hashes-are-stable: Hashes stay
              Get of a.ron
                expected    one
                got         two

            """,
            await RestAsync(
                """
                {"result": {"laws": [{"law": "hashes-are-stable", "title": "Hashes stay", "verdict": "failed", "reason": null, "counterexamples": [
                    {"method": "Get", "address": "a.ron", "inputs": [], "expected": "one", "got": "two"}]}]}, "diagnostics": []}
                """,
                3));

    [Fact]
    [Trait("kind", "process")]
    public async Task The_program_answers_with_exactly_these_laws()
    {
        using var repository = TestWorkspace.Create(
            ("autoschematic.ron", $$"""
                AutoschematicConfig(prefixes: {
                    "main": Prefix(connectors: [
                        Connector(shortname: "settings", spec: PythonLocal(path: "lawbreaker.py"), env: {
                            "BREAK": "lost-output", "STORE": "{{folder.FullName}}", "PYTHONPATH": "{{PythonSdk()}}", "PYTHONDONTWRITEBYTECODE": "1",
                        }),
                    ]),
                })
                """),
            ("lawbreaker.py", await File.ReadAllTextAsync(Path.Join(AppContext.BaseDirectory, "connectors", "lawbreaker.py"), TestContext.Current.CancellationToken)));
        var laws = new ConnectorLaws("settings")
        {
            Program = Path.Join(
                AppContext.BaseDirectory, "..", "..", "Autoschematic.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "autoschematic"),
            Repository = repository.Root,
            Live = true,
            Environment = new Dictionary<string, string> { ["AUTOSCHEMATIC_PYTHON"] = "/usr/bin/python3", ["HOME"] = folder.FullName },
        };

        Assert.Equal(
            ConnectorLaws.Names(live: true).Select(row => (string)row[0]).Order(StringComparer.Ordinal),
            (await laws.AllAsync()).Select(law => law.Name).Order(StringComparer.Ordinal));
        Assert.Equal(LawVerdict.Held, (await laws.CheckAsync("apply-converges")).Verdict);
        var broken = await Assert.ThrowsAsync<ConnectorLawException>(() => laws.CheckAsync("outputs-are-returned"));
        Assert.Contains("    got         no `url`\n", broken.Message, StringComparison.Ordinal);
    }

    private static string PythonSdk([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Join("..", "..", "..", "sdk", "python"), Path.GetDirectoryName(here)!);

    /// <summary>What the row for all else fails with; empty when it does not.</summary>
    private async Task<string> RestAsync(string report, int exitCode)
    {
        try
        {
            return (await new ConnectorLaws("notes") { Program = Program(report, exitCode) }.CheckAsync(ConnectorLaws.Rest)).Explanation;
        }
        catch (ConnectorLawException wrong)
        {
            return wrong.Message;
        }
    }

    private string Calls => File.ReadAllText(Path.Join(folder.FullName, "calls"));

    private string Program(string report, int exitCode = 3)
    {
        var file = Path.Join(folder.FullName, "program.sh");
        File.WriteAllText(Path.Join(folder.FullName, "report"), report);
        File.WriteAllText(file, $"""
            #!/bin/sh
            echo "$PWD: $@${'{'}TOKEN:+ $TOKEN{'}'}" >> '{folder.FullName}/calls'
            cat '{folder.FullName}/report'
            echo 'said beside' >&2
            exit {exitCode}

            """);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }
}
