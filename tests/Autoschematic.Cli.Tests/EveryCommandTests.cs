using System.Text.Json;
using System.Text.RegularExpressions;
using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

/// <summary>What holds for every command: where it runs does not matter, nor how the prefix is called; its documents fit their schemas.</summary>
public sealed class EveryCommandTests
{
    // Command, words after it (`@` marks an address, PREFIX the prefix), exit code.
    private static readonly (string Command, string Words, int ExitCode)[] Lines =
    [
        ("init", "", 0),
        ("init", "rbac", 0),
        ("validate", "", 0),
        ("validate", "--offline", 0),
        ("fmt", "", 0),
        ("fmt", "--check", 1),
        ("fmt", "@loose.ron", 0),
        ("fsck", "", 0),
        ("fsck", "--fix", 0),
        ("graph", "", 0),
        ("graph", "--as dot --offline", 0),
        ("install", "", 0),
        ("install", "--locked -c spare", 0),
        ("connectors", "", 0),
        ("connectors test", "fake -p PREFIX", 3),
        ("connectors test", "fake --live", 4),
        ("connectors test", "fake --live --yes --seed 2", 3),
        ("new connector", "--lang python my-api -p PREFIX", 0),
        ("new connector", "--lang csharp Bad", 64),
        ("import", "-p PREFIX -c fake -s dashboards", 0),
        ("import", "--commit true", 0),
        ("import", "--overwrite --no-stage", 0),
        ("plan", "", 0),
        ("plan", "--all --prune", 0),
        ("plan", "--since HEAD", 0),
        ("plan", "@dashboards", 0),
        ("apply", "--yes", 0),
        ("apply", "--yes --commit -m Work --skip-confirm", 0),
        ("apply", "", 4),
        ("pull", "@dashboards/same.ron", 0),
        ("pull", "--all --overwrite", 0),
        ("drift", "", 0),
        ("drift", "--unmanaged --exit-code", 2),
        ("check-drift", "-p @dashboards/same.ron", 1),
        ("check-drift", "@mapped/net.ron", 0),
        ("create", "", 0),
        ("create", "-p PREFIX -c fake dashboards/[name].ron --set name=new", 0),
        ("rename", "@mapped/net.ron @mapped/lan.ron", 0),
        ("get", "@mapped/net.ron", 0),
        ("output", "@mapped/net.ron", 0),
        ("output", "@mapped/net.ron id", 0),
        ("unbundle", "@team.bundle", 3),
        ("unbundle", "@team.bundle --overbundle", 0),
        ("run-task", "-p @rotate.task -a now", 0),
        ("run-aux-task", "-n test:law/fake -p PREFIX", 3),
        ("keygen", "", 64),
        ("seal", "-p @token.sealed -i @notes.md", 1),
        ("unseal", "@notes.md", 1),
        ("safety lock", "migration", 0),
        ("safety unlock", "", 0),
        ("daemon status", "", 0),
        ("daemon stop", "", 0),
        ("daemon stop", "--yes", 0),
        ("version", "", 0),
        ("completion", "bash", 0),
        ("manual", "", 0),
    ];

    public static TheoryData<string, string, int> CommandLines
    {
        get
        {
            var data = new TheoryData<string, string, int>();
            foreach (var (command, words, exitCode) in Lines)
            {
                data.Add(command, words, exitCode);
            }

            return data;
        }
    }

    [Fact]
    public void Every_command_is_here()
    {
        var commands = new CommandTree().Root.Subcommands
            .SelectMany(command => (command is CliCommand ? [command.Name] : Array.Empty<string>()).Concat(command.Subcommands.Select(inner => $"{command.Name} {inner.Name}")));

        // `lsp` speaks with editors; its own tests are those of the language server.
        Assert.Equal(commands.Where(name => name != "lsp").Order(StringComparer.Ordinal), Lines.Select(line => line.Command).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Place_does_not_matter(string command, string words, int exitCode)
    {
        var atRoot = await RunAsync("main", "", command, words, exitCode);
        Assert.Equal(atRoot, await RunAsync("main", "main/dashboards", command, words, exitCode));
        Assert.Equal(atRoot, await RunAsync("main", "beside", command, words, exitCode));
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Repository_may_be_the_prefix(string command, string words, int exitCode)
    {
        var whole = await RunAsync("/", "", command, words, exitCode);
        Assert.Equal(whole, await RunAsync("/", "dashboards", command, words, exitCode));
        Assert.Equal(WithoutPrefix(await RunAsync("main", "", command, words, exitCode)), WithoutPrefix(whole));
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Events_fit_their_schema_and_the_document_is_the_last_line(string command, string words, int exitCode)
    {
        using var scene = new Scene("main");
        var run = await scene.RunAsync("", new TestTerminal(), [.. Split("main", command, words), "--format", "jsonl"]);

        Assert.True(run.ExitCode == exitCode, run.ToString());
        var lines = run.Output.TrimEnd('\n').Split('\n');
        var events = JsonSchema.Load("event.schema.json");
        Assert.All(lines[..^1], line => Assert.Empty(events.Check(line)));
        Assert.Empty(JsonSchema.Load($"{command.Replace(' ', '-')}.schema.json").Check(lines[^1]));
        using var document = JsonDocument.Parse(lines[^1]);
        Assert.Equal(exitCode, document.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal(command, document.RootElement.GetProperty("command").GetString());
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Lines_keep_to_the_terminal(string command, string words, int exitCode)
    {
        const int Narrow = 62;
        using var scene = new Scene("main");
        var terminal = new TestTerminal { OutputIsTerminal = true, ErrorIsTerminal = true, Width = Narrow };
        var run = await scene.RunAsync("", terminal, [.. Split("main", command, words), "--no-color"]);

        Assert.True(run.ExitCode == exitCode, run.ToString());
        var tooLong = (run.Output + run.Error).Split('\n').Where(line => Terminal.Cells.Width(line) > Narrow && !MustNotBreak(line));
        Assert.True(!tooLong.Any(), $"{string.Join('\n', tooLong)}\n\nin\n{run}");
    }

    // A command to copy, an edge of a graph, a script and progress that is redrawn stay on one line.
    private static bool MustNotBreak(string line)
        => line.Contains("undo: git", StringComparison.Ordinal) || line.Contains("\" -> \"", StringComparison.Ordinal) || line.Contains("autoschematic \"[suggest", StringComparison.Ordinal)
            || line.Contains('\e', StringComparison.Ordinal);

    private static async Task<string> RunAsync(string prefix, string directory, string command, string words, int exitCode)
    {
        using var scene = new Scene(prefix);
        var run = await scene.RunAsync(directory, new TestTerminal(), Split(prefix, command, words));
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return scene.Describe(run);
    }

    private static string[] Split(string prefix, string command, string words)
        => [.. command.Split(' '), .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "PREFIX" ? prefix : word)];

    // The same text for both prefixes: paths below the prefix, columns that depend on their lengths taken together.
    private static string WithoutPrefix(string text)
    {
        var lines = text
            .Replace("main/", "", StringComparison.Ordinal)
            .Replace("\"main\"", "\"/\"", StringComparison.Ordinal)
            .Replace("main ·", "/ ·", StringComparison.Ordinal)
            .Replace("main fake", "/ fake", StringComparison.Ordinal)
            .Replace("main spare", "/ spare", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => Regex.Replace(Regex.Replace(line, " +", " "), @"\^+", "^"))

            // How much of a long source line fits depends on the prefix.
            .Select(line => Regex.Replace(line, @"^(\d+ \|.{20}).*…$", "$1…"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
