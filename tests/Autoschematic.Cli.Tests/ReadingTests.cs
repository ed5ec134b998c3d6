using Autoschematic.Cli.Terminal;
using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Cli.Views;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

/// <summary>What somebody needs to see to know what is going on and what to agree to.</summary>
public sealed class ReadingTests
{
    [Fact]
    public async Task Nobody_is_asked_to_agree_to_half_a_line()
    {
        var (old, now) = (new string('a', 90), new string('b', 200));
        using var workspace = new CliWorkspace(("main/cpu.ron", $"Dashboard(title: \"{old}\")\n"));
        workspace.Cloud.Put("cpu.ron", $"Dashboard(title: \"{old}\")\n");
        workspace.Files.Stage("main/cpu.ron", $"Dashboard(title: \"{now}\")\n");

        var run = await workspace.RunAsync(TestTerminal.Interactive(), "apply", "--no-color");

        Assert.Contains($"~ title: \"{old}\" → \"{now}\"\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Type yes to go on: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--full", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_cut_all_the_same_is_told_and_how_to_see_it()
    {
        const string note = "Lines with `…` are cut; `--full` shows them whole\n";
        var title = new string('b', 2000);
        using var workspace = new CliWorkspace();
        workspace.Files.Stage("main/cpu.ron", $"Dashboard(title: \"{title}\")\n");

        var asked = await workspace.RunAsync(TestTerminal.Interactive(), "apply", "--no-color");

        Assert.Contains("b…\n\n" + note, asked.Output, StringComparison.Ordinal);
        Assert.Contains("b…\n\n" + note, (await workspace.RunAsync(TestTerminal.Interactive(), "plan", "--no-color")).Output, StringComparison.Ordinal);
        var whole = (await workspace.RunAsync(TestTerminal.Interactive(), "plan", "--full", "--no-color")).Output;
        Assert.Contains(title, whole, StringComparison.Ordinal);
        Assert.DoesNotContain("…", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_is_shown_before_it_is_committed()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Stage("main/a.txt", "one");
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("yes");
        terminal.Answers.Enqueue("no");

        await workspace.RunAsync(terminal, "apply", "--no-color");

        var (table, question) = (terminal.Screen.IndexOf("create: done", StringComparison.Ordinal), terminal.Screen.IndexOf("Commit 1 file as", StringComparison.Ordinal));
        Assert.InRange(table, 0, question);
        Assert.Equal(2, terminal.Screen.Split("create: done").Length);
    }

    [Fact]
    public async Task Without_a_terminal_an_apply_tells_each_resource_when_it_is_finished()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Stage("main/a.txt", "one").Stage("main/b.txt", "two");
        workspace.Connector.Failing("OpExec", "b.txt", "no room");

        var run = await workspace.RunAsync("apply", "--yes", "--parallelism", "1");

        Assert.StartsWith("  main/a.txt  done\n  main/b.txt  failed\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("", (await workspace.RunAsync("apply", "--yes", "-p", "main", "--exclude", "b.txt", "--format", "json")).Error);
    }

    [Fact]
    public async Task What_waits_is_shown_with_what_is_known_of_it()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Stage("main/mapped/net.json", "{}").Stage("main/vm.json", "{\"size\": 2, \"net\": \"out://mapped/net.json[id]\"}\n");

        var run = await workspace.RunAsync("plan");

        Assert.Contains("""
            deferred create
                  + size: 2
                  + net: (known after mapped/net.json[id])
                  waits for mapped/net.json[id]
            """, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resume_shows_what_is_left_and_asks()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Stage("main/mapped/net.txt", "net").Stage("main/vm.txt", "in out://mapped/net.txt[id]\n");
        workspace.Connector.After = (call, _) => call.Address == "mapped/net.txt"
            ? throw new ConnectorException(ConnectorFailure.Died, "fake", "OpExec", "it was killed")
            : Task.CompletedTask;
        await workspace.RunAsync("apply", "--yes");
        var before = workspace.Connector.Mutations;
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("no");

        var run = await workspace.RunAsync(terminal, "apply", "--resume", "--no-color");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("  main/mapped/net.txt  create: it is not known whether its last op was executed\n  main/vm.txt  create: never started\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("Go on with 2 resources of run ", run.Error, StringComparison.Ordinal);
        Assert.Contains("error[JRN022]: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, workspace.Connector.Mutations);
    }

    [Fact]
    public async Task An_address_of_a_report_is_answered_with_its_path()
    {
        using var workspace = new CliWorkspace(("main/dashboards/cpu.ron", "Dashboard(title: \"CPU\")\n"));

        var run = await workspace.RunAsync("plan", "dashboards/cpu.ron");

        Assert.Equal(64, run.ExitCode);
        Assert.Contains("error[SEL006]: There is no file or folder `dashboards/cpu.ron`\nhint: did you mean `main/dashboards/cpu.ron`?\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("hint: did you mean `main/dashboards/cpu.ron`?\n", (await workspace.RunAsync("get", "dashboards/cpu.ron")).Error, StringComparison.Ordinal);
        Assert.Contains("hint: did you mean `main/dashboards`?\n", (await workspace.RunAsync("drift", "dashboards/")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_in_a_folder_that_no_connector_knows_are_named_by_validate()
    {
        using var workspace = new CliWorkspace(("main/dashboards/cpu.ron", "Dashboard(title: \"CPU\")\n"), ("main/dashbords/disk.ron", "Dashboard(title: \"Disk\")\n"), ("main/notes.md", "notes"));
        workspace.Connector.Filter = address => address.Text.StartsWith("dashboards/", StringComparison.Ordinal) ? FilterBits.Resource : FilterBits.None;

        var run = await workspace.RunAsync("validate");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Not managed by any connector: 2 files\n  main/dashbords/disk.ron\n  main/notes.md\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("""
            warning[VAL010]: No connector takes `main/dashbords/disk.ron`, so it is never planned
              --> main/dashbords/disk.ron
            hint: did you mean `main/dashboards/disk.ron`?
            """, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Split("VAL010").Length - 1);
    }

    [Fact]
    public async Task A_form_that_only_a_graph_has_is_named()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync("graph", "--format", "mermaid");
        Assert.Equal(64, run.ExitCode);
        Assert.Contains("`graph --as mermaid` is meant, perhaps", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connector_that_says_nothing_of_it_takes_one_op_at_once()
    {
        using var workspace = new CliWorkspace();
        workspace.Connector.Capabilities = ConnectorCapabilities.Plain;
        Assert.Contains("can       the plain protocol, 1 op at once\n", (await workspace.RunAsync("connectors")).Output, StringComparison.Ordinal);
        workspace.Connector.Capabilities = ConnectorCapabilities.Plain with { MaxConcurrency = 4 };
        Assert.Contains("can       4 calls at once\n", (await workspace.RunAsync("connectors")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\n  {\n    \"a\": 1,\n    \"b\": [2, 3]\n  }\n]", "[{\"a\": 1, \"b\": [2, 3]}]")]
    [InlineData("(\n    name: \"x\\\" {\",\n)", "(name: \"x\\\" {\",)")]
    [InlineData("[]", "[]")]
    [InlineData("{\n  a: r\"1\n  2\"\n}", "{\n  a: r\"1\n  2\"\n}")]
    [InlineData("{\n  a: \"1\n  2\"\n}", "{\n  a: \"1\n  2\"\n}")]
    [InlineData("{\n  a: 1 // one\n}", "{\n  a: 1 // one\n}")]
    [InlineData("one\ntwo", "one\ntwo")]
    public void Lists_and_maps_are_put_on_one_line(string value, string expected) => Assert.Equal(expected, OneLine.Of(value));

    [Fact]
    public void A_command_to_copy_is_not_broken()
        => Assert.Equal(
            ["hint: run", "      `a command to copy`", "      now"],
            StyledText.Of("hint: ", Tone.Hint).AddMessage("run `a command to copy` now").Wrap(20, 6).Select(line => line.ToString()));
}
