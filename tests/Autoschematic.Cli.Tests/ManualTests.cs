using System.CommandLine;
using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Cli.Views;

namespace Autoschematic.Cli.Tests;

/// <summary>Manual pages have all that `--help` has.</summary>
public sealed class ManualTests
{
    [Fact]
    public async Task Every_listed_command_has_a_page()
    {
        using var workspace = new CliWorkspace();
        var pages = (await workspace.RunAsync("manual")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var commands = Listed(new CommandTree().Root).Select(UsageDiagnostics.PathOf);
        Assert.Equal(commands.Select(path => path.Replace(' ', '-')), pages);
        Assert.DoesNotContain("autoschematic-manual", pages);
    }

    [Fact]
    public async Task Every_option_argument_and_subcommand_is_on_its_page()
    {
        using var workspace = new CliWorkspace();
        var tree = new CommandTree();
        foreach (var command in Listed(tree.Root))
        {
            var page = (await workspace.RunAsync("manual", UsageDiagnostics.PathOf(command).Replace(' ', '-'))).Output;
            var terms = command.Options.Where(option => !option.Hidden).Concat(tree.Global.All).Distinct()
                .SelectMany(option => option.Aliases.Append(option.Name))
                .Concat(command.Subcommands.Where(inner => !inner.Hidden).Select(inner => inner.Name))
                .Select(name => $"\\fB{name.Replace("-", "\\-", StringComparison.Ordinal)}");
            var arguments = command.Arguments.Select(argument => $"\n.TP\n\\fI{(argument.HelpName ?? argument.Name.ToUpperInvariant()).Replace("-", "\\-", StringComparison.Ordinal)}");
            Assert.All(terms.Concat(arguments), term => Assert.Contains(term, page, StringComparison.Ordinal));
            Assert.Contains("\n.SH \"EXAMPLES\"\n", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_is_the_language_of_man()
    {
        using var workspace = new CliWorkspace();
        (await workspace.RunAsync("manual", "autoschematic-safety-lock")).Matches("run-manual.txt");
    }

    [Fact]
    public void Text_is_never_taken_for_a_request()
    {
        var command = new Command("odd", "'quoted' C:\\temp, `--a-b`");
        command.Add(new Option<string>("--file") { Description = ".gitignore, ~ or ^", HelpName = "FILE" });
        var page = new ManualPage("1.0").Write(new CommandHelp("autoschematic odd", command, [], [], []));

        Assert.Contains("\nautoschematic\\-odd \\- \\(aqquoted\\(aq C:\\etemp, \\fB\\-\\-a\\-b\\fR\n", page, StringComparison.Ordinal);
        Assert.Contains("\n.TP\n\\fB\\-\\-file\\fR \\fIFILE\\fR\n\\&.gitignore, \\(ti or \\(ha\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_page_is_answered_with_the_nearest()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync("manual", "autoschematic-plam");
        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.Equal("error[CLI078]: There is no manual page `autoschematic-plam`\nhint: did you mean `autoschematic-plan`?\n", run.Error);
    }

    private static IEnumerable<Command> Listed(Command command)
        => command.Subcommands.Where(inner => !inner.Hidden).SelectMany(Listed).Prepend(command);
}
