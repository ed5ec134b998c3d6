using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

/// <summary>`pull --delete`, with a number and without.</summary>
public sealed class PullDeletionTests
{
    [Theory]
    [InlineData("--all", "--delete")]
    [InlineData("--delete", "--all")]
    [InlineData("--all", "--delete=1")]
    [InlineData("--delete", "main/gone.ron", "main/here.ron")]
    [InlineData("main/gone.ron", "main/here.ron", "--delete")]
    [InlineData("--delete", "--", "main/gone.ron", "main/here.ron")]
    public async Task Deletes_what_is_gone(params string[] words)
    {
        using var workspace = Make();

        var run = await workspace.RunAsync(["pull", .. words]);

        Assert.Equal("0 ", $"{run.ExitCode} {(run.ExitCode == 0 ? "" : run.Error)}");
        Assert.False(workspace.Files.Exists("main/gone.ron"));
        Assert.True(workspace.Files.Exists("main/here.ron"));
    }

    [Fact]
    public async Task Refuses_when_all_is_gone_and_no_number_is_named()
    {
        using var workspace = Make();

        var run = await workspace.RunAsync("pull", "--delete", "main/gone.ron");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("error[PUL001]: All 1 selected resources", run.Error, StringComparison.Ordinal);
        Assert.True(workspace.Files.Exists("main/gone.ron"));
    }

    [Theory]
    [InlineData("--delete=many")]
    [InlineData("--delete=-1")]
    [InlineData("--delete=99999999999")]
    public async Task Says_what_is_no_number(string word)
    {
        using var workspace = Make();

        var run = await workspace.RunAsync("pull", "--all", word);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains($"`{word}` names no number of resources", run.Error, StringComparison.Ordinal);
    }

    private static CliWorkspace Make()
    {
        var workspace = new CliWorkspace(
            ("autoschematic.ron", CliWorkspace.Config),
            ("main/gone.ron", "Net(1)\n"),
            ("main/here.ron", "Net(2)\n"),
            (".autoschematic/main/gone.ron.out.json", """{"OutputMap": {"id": "x"}}"""));
        workspace.Connector.Cloud.Put("here.ron", "Net(2)\n");
        return workspace;
    }
}
