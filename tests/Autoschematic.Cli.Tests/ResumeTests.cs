using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

/// <summary>What people see of an interrupted run: refusal, question, resume, giving up.</summary>
public sealed class ResumeTests
{
    private const string Net = "net \"main\"\n";

    [Fact]
    public async Task An_unknown_op_is_shown_refuses_the_next_apply_and_is_adopted_by_the_resume()
    {
        using var workspace = Lost();
        (await workspace.RunAsync("apply", "--yes")).Matches("run-apply-unknown.txt");
        (await workspace.RunAsync("apply", "--yes")).Matches("run-apply-interrupted.txt");

        var document = await workspace.RunAsync("apply", "--resume", "--format", "json");
        Assert.Equal(1, document.ExitCode);
        Assert.Empty(JsonSchema.Load("apply.schema.json").Check(document.Output));

        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("yes");
        terminal.Answers.Enqueue("yes");
        var run = await workspace.RunAsync(terminal, "apply", "--resume", "--no-color");

        // Live lines are redrawn by time.
        (run with { Error = "" }).Matches("run-apply-resume.txt");
        Assert.Contains(
            "`mapped/id-1.txt` looks like what the interrupted run made for `main/mapped/net.txt`. Adopt it? Type yes to go on: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, workspace.Cloud.Objects.Count);
    }

    [Fact]
    public async Task Giving_up_says_what_stays_unknown()
    {
        using var workspace = Lost();
        await workspace.RunAsync("apply", "--yes");

        (await workspace.RunAsync("apply", "--abandon")).Matches("run-apply-abandon.txt");
        var document = await workspace.RunAsync("apply", "--resume", "--format", "json");
        Assert.Equal(0, document.ExitCode);
        Assert.Empty(JsonSchema.Load("apply.schema.json").Check(document.Output));
    }

    [Theory]
    [InlineData("`--resume` and `--abandon` exclude each other", "--resume", "--abandon")]
    [InlineData("`--retry`, `--adopt` and `--forget` go with `--resume`", "--retry", "main/a.txt")]
    [InlineData("An interrupted run goes on as it was begun, so `--all`, `--parallelism` cannot be given", "--resume", "--all", "--parallelism", "2")]
    public async Task Options_that_do_not_go_together_are_bad_usage(string expected, params string[] options)
    {
        using var workspace = new CliWorkspace();

        var run = await workspace.RunAsync(["apply", .. options]);

        Assert.Equal(64, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    /// <summary>The network is made, but its answer is lost; the machine needs it.</summary>
    private static CliWorkspace Lost()
    {
        var workspace = new CliWorkspace();
        workspace.Files.Stage("main/mapped/net.txt", Net).Stage("main/vm.txt", "in out://mapped/net.txt[id]\n");
        workspace.Connector.After = (call, _) => call.Address == "mapped/net.txt"
            ? throw new ConnectorException(ConnectorFailure.Died, "fake", "OpExec", "Connector `fake` was killed by signal 9 during `OpExec`")
            : Task.CompletedTask;
        return workspace;
    }
}
