using Autoschematic.Cli.Tests.Harness;

namespace Autoschematic.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task Unknown_command_names_the_nearest()
        => await ExpectAsync(["pan"], """
            $ autoschematic pan
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `autoschematic` has no command `pan`
            hint: did you mean `plan`?

            """);

    [Fact]
    public async Task Whatever_goes_wrong_outside_of_a_command_is_one_sentence_too()
    {
        using var workspace = new CliWorkspace();
        var terminal = new TestTerminal();

        // No directory at all: the program cannot find out where it is.
        var exitCode = await new CliRunner(workspace.WorldOf(terminal) with { CurrentDirectory = "nowhere" }).RunAsync(["plan"]);

        Assert.Equal(70, exitCode);
        Assert.Matches(@"\Aerror\[CLI070\]: This is a bug in autoschematic, not in your repository: ArgumentException: .+\nhint: .+\n\z", terminal.Error);
    }

    [Fact]
    public async Task Unknown_option_names_the_nearest()
        => await ExpectAsync(["plan", "--exclud", "x"], """
            $ autoschematic plan --exclud x
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `autoschematic plan` has no option `--exclud`
            hint: did you mean `--exclude`?

            """);

    [Theory]
    [InlineData("plan", "--format")]
    [InlineData("plan", "--format=")]
    [InlineData("plan", "--repo")]
    [InlineData("plan", "--keystore")]
    [InlineData("plan", "--log-file")]
    [InlineData("plan", "--help", "--format")]
    [InlineData("daemon", "status", "--format")]
    [InlineData("plan", "--no-daemon=perhaps")]
    [InlineData("plan", "--quiet=perhaps")]
    public async Task Global_option_without_a_value_is_no_bug(params string[] line)
    {
        using var workspace = new CliWorkspace();

        var run = await workspace.RunAsync(line);

        Assert.Equal(line.Contains("--help") ? 0 : 64, run.ExitCode);
        Assert.DoesNotContain("CLI070", run.ToString(), StringComparison.Ordinal);
        Assert.Equal(!line.Contains("--help"), run.ToString().Contains("error[CLI001]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plan", "--quiet=false")]
    [InlineData("plan", "--all:main", "--quiet")]
    [InlineData("fsck", "--fix=main/a.json")]
    public async Task Flag_with_a_value_is_refused(params string[] line)
    {
        using var workspace = new CliWorkspace();
        var flag = line[1].Split('=', ':')[0];

        Assert.Equal(
            $"""
            $ autoschematic {string.Join(' ', line)}
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `{flag}` takes no value
            hint: `autoschematic {line[0]} --help` shows examples

            """,
            (await workspace.RunAsync(line)).ToString());
    }

    [Fact]
    public async Task Time_limit_that_cannot_be_read_is_named()
    {
        using var workspace = new CliWorkspace();
        workspace.Variables["AUTOSCHEMATIC_TIMEOUTS"] = "start=60 read=soon";

        Assert.Equal(
            """
            $ autoschematic plan
            exit code 64
            --- stdout
            --- stderr
            error[CLI071]: `read=soon` in `AUTOSCHEMATIC_TIMEOUTS` is not a time limit
            hint: write `NAME=SECONDS` with a name of start, build, stop, version, init, lookup, read, list, op, task

            """,
            (await workspace.RunAsync("plan")).ToString());
    }

    [Fact]
    public async Task Daemon_is_on_or_off()
    {
        using var workspace = new CliWorkspace();
        workspace.Variables["AUTOSCHEMATIC_DAEMON"] = "maybe";

        Assert.Equal(
            """
            $ autoschematic plan
            exit code 64
            --- stdout
            --- stderr
            error[CLI080]: `AUTOSCHEMATIC_DAEMON` is `maybe`, which is neither `on` nor `off`
            hint: set it to one of these, or unset it

            """,
            (await workspace.RunAsync("plan")).ToString());
    }

    [Fact]
    public async Task Commit_and_no_stage_exclude_each_other_and_commit_alone_does_not()
    {
        using var workspace = new CliWorkspace();

        Assert.Equal(64, (await workspace.RunAsync("import", "--commit", "--no-stage")).ExitCode);
        Assert.Equal(0, (await workspace.RunAsync("import", "--commit")).ExitCode);
    }

    [Fact]
    public async Task Bad_values_are_explained()
        => await ExpectAsync(["apply", "--parallelism", "0", "--format", "xml"], """
            $ autoschematic apply --parallelism 0 --format xml
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `--parallelism` needs a whole number from 1, not `0`
            hint: `autoschematic apply --help` shows examples

            error[CLI001]: `--format` cannot be `xml`; it is one of `human`, `json`, `jsonl`
            hint: `autoschematic apply --help` shows examples

            """);

    [Fact]
    public async Task Quiet_and_verbose_exclude_each_other()
        => await ExpectAsync(["-q", "plan", "-v"], """
            $ autoschematic -q plan -v
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `--verbose` and `--quiet` exclude each other
            hint: `autoschematic plan --help` shows examples

            """);

    [Theory]
    [InlineData("-q", "plan")]
    [InlineData("plan", "--quiet")]
    [InlineData("plan", "-v")]
    public async Task Quiet_and_verbose_are_taken_alone(params string[] arguments)
    {
        using var workspace = new CliWorkspace();
        Assert.Equal(0, (await workspace.RunAsync(arguments)).ExitCode);
    }

    [Fact]
    public async Task The_value_of_an_unknown_option_is_no_second_error()
        => await ExpectAsync(["plan", "--all", "--frmat", "json"], """
            $ autoschematic plan --all --frmat json
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `autoschematic plan` has no option `--frmat`
            hint: did you mean `--format`?

            """);

    [Fact]
    public async Task What_breaks_before_a_command_runs_is_a_bug_in_one_sentence()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync("plan", "--log-file", "a\0b");

        Assert.Equal(70, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith("error[CLI070]: This is a bug in autoschematic, not in your repository: ArgumentException: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" at System.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_file_that_is_not_there_is_named()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync("apply", "../nope.json");

        Assert.Equal(64, run.ExitCode);
        Assert.StartsWith("error[PLF003]: The plan file `[FOLDER]/nope.json` cannot be read: there is no such file\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("SEL005", (await workspace.RunAsync("apply", "..")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_argument_is_named()
        => await ExpectAsync(["completion"], """
            $ autoschematic completion
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `autoschematic completion` needs SHELL
            hint: `autoschematic completion --help` shows examples

            """);

    [Fact]
    public async Task A_person_at_the_keyboard_is_told_that_lsp_is_for_editors()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync(TestTerminal.Interactive(), "lsp", "--no-color");
        Assert.Equal(
            """
            $ autoschematic lsp --no-color
            exit code 64
            --- stdout
            --- stderr
            error[CLI073]: `autoschematic lsp` speaks with an editor, not with people
            hint: set your editor up to start it; `docs/editors.md` of the project says how

            """,
            run.ToString());
        Assert.Empty(JsonSchema.Load("lsp.schema.json").Check((await workspace.RunAsync(TestTerminal.Interactive(), "lsp", "--format", "json")).Output));
    }

    [Fact]
    public async Task An_editor_that_goes_without_a_word_is_an_error()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync("lsp");
        Assert.Equal((1, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Missing_value_is_named()
        => await ExpectAsync(["plan", "--since"], """
            $ autoschematic plan --since
            exit code 64
            --- stdout
            --- stderr
            error[CLI001]: `--since` needs a value
            hint: `autoschematic plan --help` shows examples

            """);

    [Fact]
    public async Task Missing_directory_is_named()
        => await ExpectAsync(["--repo", "no/such", "plan"], """
            $ autoschematic --repo no/such plan
            exit code 64
            --- stdout
            --- stderr
            error[CLI005]: There is no directory `[FOLDER]/repository/no/such`
            hint: give an existing directory with `--repo`

            """);

    [Fact]
    public async Task No_command_shows_help_on_the_error_stream()
    {
        using var workspace = new CliWorkspace();
        var run = await workspace.RunAsync();
        Assert.Equal(64, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.EndsWith("""

            error[CLI002]: `autoschematic` needs a command
            hint: `autoschematic --help` lists them

            """, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_errors_are_a_document_too()
        => await ExpectAsync(["pan", "--format", "json"], """
            $ autoschematic pan --format json
            exit code 64
            --- stdout
            {
              "formVersion": 1,
              "command": "",
              "outcome": "usage",
              "exitCode": 64,
              "result": null,
              "diagnostics": [
                {
                  "code": "CLI001",
                  "severity": "error",
                  "message": "`autoschematic` has no command `pan`",
                  "hint": "did you mean `plan`?"
                }
              ]
            }
            --- stderr
            error[CLI001]: `autoschematic` has no command `pan`
            hint: did you mean `plan`?

            """);

    private static async Task ExpectAsync(string[] arguments, string expected)
    {
        using var workspace = new CliWorkspace();
        Assert.Equal(expected, (await workspace.RunAsync(arguments)).ToString());
    }
}
