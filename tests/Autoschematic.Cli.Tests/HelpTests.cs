using Autoschematic.Cli.Commands;
using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> CommandNames
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var command in new CommandTree().Root.Subcommands)
            {
                data.Add(command.Name);
                foreach (var inner in command.Subcommands)
                {
                    data.Add($"{command.Name} {inner.Name}");
                }
            }

            return data;
        }
    }

    [Fact]
    public async Task Root_help_lists_the_commands()
    {
        using var workspace = new CliWorkspace();
        (await workspace.RunAsync("--help")).Matches("help.txt");
    }

    [Theory]
    [MemberData(nameof(CommandNames))]
    public async Task Command_has_help_with_an_example(string command)
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync([.. command.Split(' '), "--help"]);
        run.Matches($"help-{command.Replace(' ', '-')}.txt");
        Assert.Contains("autoschematic", run.Output.Split('\n').Last(line => line.Length > 0), StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("--format", "json")]
    [InlineData("-q")]
    public async Task Help_is_for_people_whatever_else_is_asked_for(params string[] options)
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync(["plan", "--help", .. options]);
        Assert.Equal((0, (await workspace.RunAsync("plan", "--help")).Output, ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Help_command_is_the_help_option()
    {
        using var workspace = new CliWorkspace();
        Assert.Equal((await workspace.RunAsync("plan", "--help")).Output, (await workspace.RunAsync("help", "plan")).Output);
    }
}
