using Autoschematic.Cli.Tests.Harness;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Cli.Tests;

public sealed class WorkflowTests
{
    private const string Cpu = "Dashboard(title: \"CPU\", refresh: 10)\n";

    [Fact]
    public async Task A_body_without_a_line_break_at_its_end_is_shown_as_such()
    {
        using var workspace = new CliWorkspace();
        workspace.Files.Stage("main/a.txt", "one");
        var run = await workspace.RunAsync("plan");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("+ one\n      \\ no line break at the end\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_shows_what_is_staged()
    {
        using var workspace = Changed();
        (await workspace.RunAsync("plan", "--exit-code")).Matches("run-plan.txt");
        (await workspace.RunAsync(TestTerminal.Interactive(), "plan")).Matches("run-plan.colour.txt");
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Theory]
    [InlineData("--no-color", null)]
    [InlineData(null, "1")]
    public async Task Colour_can_be_refused(string? option, string? variable)
    {
        using var workspace = Changed();
        if (variable is not null)
        {
            workspace.Variables["NO_COLOR"] = variable;
        }

        var run = await workspace.RunAsync(TestTerminal.Interactive(), [.. new[] { "plan", option }.OfType<string>()]);
        Assert.DoesNotContain("\e[3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_staged_commands_say_what_to_give_them()
    {
        using var workspace = new CliWorkspace(("main/dashboards/cpu.ron", Cpu));
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu.Replace("10", "20", StringComparison.Ordinal));
        (await workspace.RunAsync("pull")).Matches("run-pull-nothing-staged.txt");
        (await workspace.RunAsync("apply")).Matches("run-apply-nothing-staged.txt");
    }

    [Fact]
    public async Task Apply_that_cannot_plan_anything_says_each_error_once()
    {
        using var workspace = Changed();
        workspace.Connector.Failing("Get", "*", "503 try later");
        var run = (await workspace.RunAsync("apply", "--yes")).Matches("run-apply-unplanned.txt");
        Assert.Equal(3, (run.Output + run.Error).Split("503 try later").Length - 1);
    }

    [Fact]
    public async Task Values_are_cut_to_a_terminal_or_to_the_width_asked_for_and_whole_in_a_pipe()
    {
        var (old, now) = (new string('a', 90), new string('b', 200));
        using var workspace = new CliWorkspace(("main/dashboards/cpu.ron", $"Dashboard(title: \"{old}\")\n"));
        workspace.Cloud.Put("dashboards/cpu.ron", $"Dashboard(title: \"{old}\")\n");
        workspace.Files.Stage("main/dashboards/cpu.ron", $"Dashboard(title: \"{now}\")\n");

        Assert.Contains($"~ title: \"{old}\" → \"{now}\"\n", (await workspace.RunAsync("plan")).Output, StringComparison.Ordinal);
        foreach (var terminal in new[] { new TestTerminal { OutputIsTerminal = true }, new TestTerminal { WidthIsAskedFor = true } })
        {
            var lines = (await workspace.RunAsync(terminal, "plan", "--no-color")).Output.Split('\n');
            Assert.All(lines, line => Assert.True(Terminal.Cells.Width(line) <= 80, line));
            Assert.Contains(lines, line => line.Contains("+ \"bbb", StringComparison.Ordinal) && line.EndsWith('…'));
        }
    }

    [Fact]
    public async Task A_failed_resource_has_its_reason_below_it_on_one_line()
    {
        using var workspace = Changed();
        var sentence = $"no room left for {string.Join(' ', Enumerable.Repeat("dashboards", 12))}";
        workspace.Connector.Failing("OpExec", "dashboards/disk.ron", $"{sentence}\nsecond line");
        var terminal = new TestTerminal { OutputIsTerminal = true };
        var shown = await workspace.RunAsync(terminal, "apply", "--yes", "--no-color");

        var line = shown.Output.Split('\n').SkipWhile(text => !text.Contains("create: failed CON003", StringComparison.Ordinal)).ElementAt(1);
        Assert.StartsWith("      Connector `fake` failed in `OpExec`: no room left for dashboards", line, StringComparison.Ordinal);
        Assert.EndsWith("…", line, StringComparison.Ordinal);
        Assert.Equal(80, Terminal.Cells.Width(line));

        using var piped = Changed();
        piped.Connector.Failing("OpExec", "dashboards/disk.ron", $"{sentence}\nsecond line");
        var run = await piped.RunAsync("apply", "--yes");
        Assert.Contains($"create: failed CON003\n      Connector `fake` failed in `OpExec`: {sentence}", run.Output, StringComparison.Ordinal);
        Assert.Contains("second line", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_with_yes_says_what_it_did_once()
    {
        using var workspace = Changed();
        var run = await workspace.RunAsync("apply", "--yes");
        Assert.Equal(
            ["  main/dashboards/cpu.ron  done", "  main/dashboards/disk.ron  done", "  main/dashboards/old.ron  done"],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(2, run.Output.Split('\n').Count(line => line.Contains("cpu.ron  ", StringComparison.Ordinal)));
        Assert.Equal(1, run.Output.Split("update cpu.ron").Length - 1);
    }

    [Fact]
    public async Task Files_of_a_connector_that_does_not_start_are_counted_and_listed_as_data()
    {
        using var workspace = Changed();
        workspace.Variables["REGION"] = "";
        workspace.Connector.Failing("Init", "*", "no licence");
        (await workspace.RunAsync("plan")).Matches("run-plan-broken-connector.txt");
        var document = (await workspace.RunAsync("plan", "--format", "json")).Output;
        Assert.Equal(3, document.Split("\"action\": \"error\"").Length - 1);
    }

    [Fact]
    public async Task Outside_a_repository_every_command_is_used_wrongly()
    {
        using var workspace = new CliWorkspace();
        foreach (var command in new[] { "plan", "validate", "init", "drift" })
        {
            var run = await workspace.RunAsync(command, "--repo", workspace.Files.Folder);
            Assert.Equal(64, run.ExitCode);
            Assert.StartsWith("error[GIT002]: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Plan_is_the_same_from_a_subdirectory()
    {
        using var workspace = Changed();
        var atRoot = await workspace.RunAsync("plan");
        workspace.Directory = "main/dashboards";
        Assert.Equal(atRoot, await workspace.RunAsync("plan"));
    }

    [Fact]
    public async Task Plan_as_document_fits_its_schema()
    {
        using var workspace = Changed();
        var run = (await workspace.RunAsync("plan", "--format", "json")).Matches("run-plan.json.txt");
        Assert.Empty(JsonSchema.Load("plan.schema.json").Check(run.Output));
    }

    [Fact]
    public async Task Events_are_lines_and_the_document_is_the_last()
    {
        using var workspace = Changed();
        var lines = (await workspace.RunAsync("plan", "--format", "jsonl")).Output.TrimEnd('\n').Split('\n');
        Assert.All(lines[..^1], line => Assert.Empty(JsonSchema.Load("event.schema.json").Check(line)));
        Assert.Empty(JsonSchema.Load("plan.schema.json").Check(lines[^1]));
        Assert.True(lines.Length > 3);
    }

    [Fact]
    public async Task Apply_asks_and_does_it()
    {
        using var workspace = Changed();
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("yes");
        terminal.Answers.Enqueue("no");
        var run = await workspace.RunAsync(terminal, "apply", "--no-color");

        // Resources are executed at once, so the order of the live lines is not fixed.
        (run with { Error = "" }).Matches("run-apply.txt");
        Assert.Contains("Apply 3 changes with 1 deletion, 1 irreversible op? Type yes to go on: ", run.Error, StringComparison.Ordinal);
        Assert.NotNull(workspace.Cloud["dashboards/disk.ron"]);
        Assert.Null(workspace.Cloud["dashboards/old.ron"]);
    }

    [Fact]
    public async Task Apply_refuses_to_ask_without_a_terminal()
    {
        using var workspace = Changed();
        var run = await workspace.RunAsync("apply");
        Assert.Equal(4, run.ExitCode);
        Assert.EndsWith("""
            error[CLI007]: This needs a yes and there is no terminal to ask at
            hint: look at the plan, then run it again with `--yes`

            """, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("APL002", run.Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Fact]
    public async Task Apply_that_is_not_agreed_to_does_nothing()
    {
        using var workspace = Changed();
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("no");
        var run = await workspace.RunAsync(terminal, "apply", "--no-color");
        Assert.Equal(4, run.ExitCode);
        Assert.EndsWith("to go on: error[APL002]: The plan was not confirmed, so nothing was executed\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Fact]
    public async Task Interrupt_at_the_question_does_nothing()
    {
        using var workspace = Changed();
        var terminal = TestTerminal.Interactive();
        terminal.InterruptAtQuestion = 1;
        var run = await workspace.RunAsync(terminal, "apply", "--no-color");
        Assert.Equal(130, run.ExitCode);
        Assert.EndsWith("""
            to go on: 
            Stopping; press Ctrl-C again to stop at once
            error[APL002]: The plan was not confirmed, so nothing was executed

            """.Replace("[SPACE]", " ", StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Equal("", workspace.Connector.Mutations);
    }

    [Fact]
    public async Task Interrupt_at_the_offer_to_commit_still_reports_what_was_done()
    {
        using var workspace = Changed();
        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("yes");
        terminal.InterruptAtQuestion = 2;
        var run = await workspace.RunAsync(terminal, "apply", "--no-color");
        Assert.Equal(130, run.ExitCode);
        Assert.EndsWith("\n3 done\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("Change", workspace.Files.Git("log", "--format=%s").Trim());
    }

    [Fact]
    public async Task Apply_that_fails_for_one_is_partly_done()
    {
        using var workspace = Changed();
        workspace.Connector.Failing("OpExec", "dashboards/disk.ron", "507 no space\nleft");
        var run = await workspace.RunAsync("apply", "--yes");
        (run with { Error = "" }).Matches("run-apply-partly.txt");
        Assert.Contains("507 no space\n  left", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_shows_changed_fields()
    {
        using var workspace = Imported();
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu.Replace("10", "30", StringComparison.Ordinal));
        workspace.Cloud.Remove("dashboards/old.ron");
        workspace.Cloud.Put("dashboards/manual.ron", Cpu);
        (await workspace.RunAsync("drift", "--unmanaged", "--exit-code")).Matches("run-drift.txt");
        (await workspace.RunAsync(TestTerminal.Interactive(), "drift")).Matches("run-drift.colour.txt");
        Assert.Equal(1, (await workspace.RunAsync("check-drift", "main/dashboards/cpu.ron")).ExitCode);
        Assert.Equal(64, (await workspace.RunAsync("check-drift", "main/nothing.ron")).ExitCode);
    }

    [Fact]
    public async Task Import_then_plan_is_empty()
    {
        using var workspace = new CliWorkspace();
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu);
        workspace.Cloud.Put("dashboards/old.ron", Cpu);
        workspace.Connector.Failing("Get", "dashboards/old.ron", "500 broken");
        (await workspace.RunAsync("import")).Matches("run-import.txt");
        (await workspace.RunAsync("plan")).Matches("run-plan-empty.txt");
    }

    [Fact]
    public async Task Pull_shows_the_difference()
    {
        using var workspace = Imported();
        await workspace.RunAsync("drift");
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu.Replace("10", "30", StringComparison.Ordinal));
        (await workspace.RunAsync("pull", "main/dashboards/cpu.ron")).Matches("run-pull.txt");
        Assert.Contains("30", workspace.Files.Read("main/dashboards/cpu.ron"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_shows_a_conflict_with_its_three_values()
    {
        using var workspace = Imported();
        await workspace.RunAsync("drift");
        workspace.Files.Write("main/dashboards/cpu.ron", "// Ours.\n" + Cpu.Replace("10", "20", StringComparison.Ordinal));
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu.Replace("10", "30", StringComparison.Ordinal).Replace("CPU", "Load", StringComparison.Ordinal));

        (await workspace.RunAsync("pull", "main/dashboards/cpu.ron")).Matches("run-pull-conflict.txt");
        (await workspace.RunAsync("pull", "--mark", "--ours")).Matches("run-pull-usage.txt");
        (await workspace.RunAsync("pull", "--mark", "main/dashboards/cpu.ron")).Matches("run-pull-mark.txt");
        Assert.Equal(
            "// Ours.\nDashboard(title: \"Load\", \n// <<<<<<< conflict at refresh; the local value follows\n// ||||||| base: 10\n// >>>>>>> remote: 30\nrefresh: 20)\n",
            workspace.Files.Read("main/dashboards/cpu.ron"));
    }

    [Fact]
    public async Task Pull_asks_before_it_takes_back_a_commit()
    {
        using var workspace = new CliWorkspace(("main/dashboards/cpu.ron", Cpu));
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu.Replace("10", "30", StringComparison.Ordinal));
        var commit = workspace.Files.Git("log", "-1", "--format=%h").Trim();

        var refused = await workspace.RunAsync("pull", "--all");
        Hide(refused).Matches("run-pull-unconfirmed.txt");

        var terminal = TestTerminal.Interactive();
        terminal.Answers.Enqueue("yes");
        var pulled = await workspace.RunAsync(terminal, "pull", "--all", "--no-color");
        Assert.Equal(0, pulled.ExitCode);
        Assert.Contains("Take back 1 committed change in 1 file? Type yes to go on: ", pulled.Error, StringComparison.Ordinal);
        Assert.Equal(Cpu.Replace("10", "30", StringComparison.Ordinal), workspace.Files.Read("main/dashboards/cpu.ron"));

        CliRun Hide(CliRun run) => run with { Output = run.Output.Replace(commit, "[COMMIT]", StringComparison.Ordinal), Error = run.Error.Replace(commit, "[COMMIT]", StringComparison.Ordinal) };
    }

    [Fact]
    public async Task Get_prints_the_remote_body_alone()
    {
        using var workspace = Imported();
        var run = await workspace.RunAsync("get", "main/dashboards/cpu.ron");
        Assert.Equal((0, Cpu, ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Error_in_the_configuration_has_a_caret()
    {
        using var workspace = new CliWorkspace(("autoschematic.ron", CliWorkspace.Config.Replace("shortname", "shortnam", StringComparison.Ordinal)));
        var run = (await workspace.RunAsync("plan")).Matches("run-config-error.txt");
        Assert.Equal(64, run.ExitCode);
    }

    [Fact]
    public async Task Safety_lock_stops_apply()
    {
        using var workspace = Changed();
        Assert.Equal(0, (await workspace.RunAsync("safety", "lock", "migration")).ExitCode);
        var run = await workspace.RunAsync("apply", "--yes");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("migration", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await workspace.RunAsync("safety", "unlock")).ExitCode);
    }

    [Fact]
    public async Task Interrupt_ends_with_130()
    {
        using var workspace = Changed();
        var terminal = new TestTerminal();
        workspace.Connector.Before = (call, cancellationToken) =>
        {
            if (call.Method != "Get")
            {
                return Task.CompletedTask;
            }

            terminal.Interrupt();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        };
        Assert.Equal(130, (await workspace.RunAsync(terminal, "plan")).ExitCode);
    }

    [Fact]
    public async Task Bug_is_owned_and_ends_with_70()
    {
        using var workspace = Changed();
        workspace.Pool = new BrokenPool();
        var run = await workspace.RunAsync("plan");
        Assert.Equal(70, run.ExitCode);
        Assert.Contains("This is a bug in autoschematic", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        workspace.Variables["AUTOSCHEMATIC_TRACE"] = "1";
        Assert.Contains("   at ", (await workspace.RunAsync("plan")).Error, StringComparison.Ordinal);
    }

    private static CliWorkspace Imported()
    {
        var workspace = new CliWorkspace(("main/dashboards/cpu.ron", Cpu), ("main/dashboards/old.ron", Cpu));
        workspace.Cloud.Put("dashboards/cpu.ron", Cpu);
        workspace.Cloud.Put("dashboards/old.ron", Cpu);
        return workspace;
    }

    private static CliWorkspace Changed()
    {
        var workspace = Imported();
        workspace.Files.Stage("main/dashboards/cpu.ron", Cpu.Replace("CPU", "CPU load", StringComparison.Ordinal));
        workspace.Files.Stage("main/dashboards/disk.ron", "Dashboard(title: \"Disk\", refresh: 30)\n");
        workspace.Files.StageDeletion("main/dashboards/old.ron");
        return workspace;
    }

    private sealed class BrokenPool : IConnectorPool
    {
        public Task<IConnector> StartAsync(ConnectorLaunch launch, CancellationToken cancellationToken)
            => throw new InvalidOperationException("the pool is broken");

        public Task StopAsync(ConnectorLaunch launch) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
