using System.Text;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

[Trait("kind", "process")]
public sealed class UnbundleCommandTests
{
    [Theory]
    [InlineData(4, "unbundle", "--all")]
    [InlineData(4, "unbundle", "--all", "--yes")]
    [InlineData(4, "unbundle", "--all", "--delete")]
    [InlineData(0, "unbundle", "--all", "--yes", "--delete")]
    public async Task A_bundle_that_drops_everything_needs_both_options_without_a_terminal(int exitCode, params string[] arguments)
    {
        using var workspace = await ExpandedAsync();
        var run = await workspace.RunAsync(arguments);

        Assert.True(exitCode == run.ExitCode, run.ToString());
        Assert.Equal(exitCode == 4, workspace.Files.Exists("main/a.txt"));
        Assert.Equal(exitCode == 4, run.Error.Contains("error[UNB012]: `main/stack.bundle` produces none of its 2 children any more", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no", 4)]
    [InlineData("yes", 0)]
    public async Task On_a_terminal_it_is_asked(string answer, int exitCode)
    {
        using var workspace = await ExpandedAsync();
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue(answer);

        var run = await workspace.RunAsync(terminal, "unbundle", "--all", "--no-color");

        Assert.True(exitCode == run.ExitCode, run.ToString());
        Assert.Contains("main/stack.bundle no longer produces 2 of its 2 files. Delete them?", terminal.Screen, StringComparison.Ordinal);
        Assert.Equal(exitCode == 4, workspace.Files.Exists("main/a.txt"));
    }

    private static async Task<CliWorkspace> ExpandedAsync()
    {
        var workspace = new CliWorkspace(("main/stack.bundle", "all"));
        workspace.Connector.Expander = (_, _) => [.. new[] { "a.txt", "b.txt" }.Select(name => new BundleChild(name, Encoding.UTF8.GetBytes(name)))];
        Assert.Equal(0, (await workspace.RunAsync("unbundle", "--all")).ExitCode);
        workspace.Files.CommitAll();
        workspace.Connector.Expander = (_, _) => [];
        return workspace;
    }
}
