using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>The real program with connectors that are kept between its commands.</summary>
[Trait("kind", "process")]
public sealed partial class WarmTests : IAsyncLifetime
{
    private readonly RealRepository repository = new(ManyResources.Source, ("COUNT", "3"), ("FAILING", "0"), ("PEAK", ""));

    public ValueTask InitializeAsync()
    {
        repository.Variables["AUTOSCHEMATIC_DAEMON"] = "on";

        // A file that a variable names is one that the connector depends on.
        repository.Variables["PEAK"] = "/dev/null";
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Commands_use_one_process_until_it_is_stopped()
    {
        var first = await ConnectorAsync();
        var second = await ConnectorAsync();
        var status = (await repository.RunAsync("daemon", "status")).Expect(0);
        var processes = repository.ConnectorProcesses();
        var stop = (await repository.RunAsync("daemon", "stop")).Expect(0);

        Assert.Equal(first, second);
        Assert.True(first.Kept);
        Assert.Equal([first.Process!.Value], processes);
        Assert.Equal("Running as process N for TIME, version V, N MiB\n  main · real                  process N, N MiB, not used for TIME\n", Blur(status.Output));
        Assert.Equal("Stopped process N and 1 connector\n", Blur(stop.Output));
        Assert.Empty(repository.ConnectorProcesses());
        Assert.Equal("Not running\n", (await repository.RunAsync("daemon", "status")).Expect(0).Output);
        Assert.Equal("Not running\n", (await repository.RunAsync("daemon", "stop")).Expect(0).Output);
    }

    [Theory]
    [InlineData("--no-daemon", "on", "")]
    [InlineData("-q", "off", "")]
    [InlineData("-q", "", "true")]
    public async Task Switched_off_nothing_outlives_a_command(string option, string daemon, string ci)
    {
        repository.Variables["AUTOSCHEMATIC_DAEMON"] = daemon;
        repository.Variables["CI"] = ci;

        var connector = await ConnectorAsync(option);

        Assert.False(connector.Kept);
        Assert.Empty(repository.ConnectorProcesses());
        Assert.Equal("Not running\n", (await repository.RunAsync("daemon", "status")).Expect(0).Output);
    }

    [Fact]
    public async Task Plan_drift_and_apply_say_the_same_as_without()
    {
        foreach (string[] command in new[] { ["import"], ["plan", "--all"], ["drift"], ["validate"], new[] { "apply", "--all", "--yes", "--no-commit" } })
        {
            var warm = await repository.RunAsync(command);
            var direct = await repository.RunAsync([.. command, "--no-daemon"]);
            Assert.Equal((direct.ExitCode, command[0] == "import" ? "" : direct.Output), (warm.ExitCode, command[0] == "import" ? "" : warm.Output));
        }
    }

    [Fact]
    public async Task Nothing_of_the_first_command_holds_its_output_open()
    {
        // The shell waits for the end of the pipe, which the host would hold open for as long as it lives.
        using var process = repository.Start("", "connectors", "--format", "json");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);

        Assert.StartsWith("Running", (await repository.RunAsync("daemon", "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_names_the_command_that_may_be_executing_and_goes_on_only_with_yes()
    {
        repository.Files.Write("connectors/real.py", File.ReadAllText(Path.Join(Installation.Root, "tests", "connectors", "raw_connector.py"))).CommitAll();
        repository.Files.Stage("main/hang", "x");
        using var apply = repository.Start("", "apply", "--yes");
        await Waiting.UntilAsync(
            async () => (await repository.RunAsync("daemon", "status")).Output.Contains("`apply`, process", StringComparison.Ordinal), TimeSpan.FromSeconds(60));

        var refused = (await repository.RunAsync("daemon", "stop")).Expect(4);
        Assert.Equal($"""
            error[CLI081]: `apply` (process {apply.Id}) may be executing ops with connectors that would end
            hint: wait until it is done, or break it off with `autoschematic daemon stop --yes`

            """, refused.Error);
        Assert.False(apply.HasExited);
        var stop = (await repository.RunAsync("daemon", "stop", "--yes")).Expect(0);
        Assert.StartsWith("Stopped process", stop.Output, StringComparison.Ordinal);
        apply.Kill();
        await apply.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Laws_are_judged_of_processes_that_nobody_used()
    {
        await repository.RunAsync("connectors", "test", "real");

        Assert.Equal("Not running\n", (await repository.RunAsync("daemon", "status")).Expect(0).Output);
    }

    [Fact]
    public async Task Killing_any_part_at_random_leaves_nothing_and_breaks_no_next_command()
    {
        ProcessStartInfo start = new(Path.Join(Installation.Root, "eng", "warm-kills.py"), ["8"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PROGRAM"] = Installation.Program;
        start.Environment["AUTOSCHEMATIC_PYTHON"] = Installation.Python;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        var error = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);

        Assert.True(process.ExitCode == 0, await error);
        Assert.EndsWith("every next command worked, and nothing is left\n", output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        (await repository.RunAsync("daemon", "stop")).Expect(0);
        Assert.Empty(repository.ConnectorProcesses());
        repository.Dispose();
    }

    private async Task<(int? Process, bool Kept)> ConnectorAsync(params string[] options)
    {
        var run = (await repository.RunAsync(["connectors", "--format", "json", .. options])).Expect(0);
        using var document = JsonDocument.Parse(run.Output);
        var connector = document.RootElement.GetProperty("result").GetProperty("connectors")[0];
        return (connector.GetProperty("processId").GetInt32(), connector.GetProperty("kept").GetBoolean());
    }

    private static string Blur(string text)
        => Numbers().Replace(Times().Replace(Versions().Replace(text, "version V,"), "for TIME"), "N").Replace("and N connector", "and 1 connector", StringComparison.Ordinal);

    [GeneratedRegex("for [0-9.]+ (ms|s)")]
    private static partial Regex Times();

    [GeneratedRegex("version [^,]+,")]
    private static partial Regex Versions();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Numbers();
}
