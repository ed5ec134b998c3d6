using System.Diagnostics;

namespace Autoschematic.Cli.Tests.EndToEnd;

/// <summary>Streams that somebody closed, and questions that nobody can answer.</summary>
[Trait("kind", "process")]
public sealed class StreamEndToEndTests
{
    [Theory]
    [InlineData("\"$@\" | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}")]
    [InlineData("\"$@\" >&-")]
    [InlineData("\"$@\" 2>&-")]
    [InlineData("\"$@\" >&- 2>&- <&-")]
    [InlineData("\"$@\" >/dev/full")]
    public async Task Closed_stream_stops_nothing(string script)
    {
        using var repository = Many();

        var run = await ShellAsync(repository, script, "import", "-v");

        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}\n{run.Output}\n{run.Error}");
        Assert.DoesNotContain("Unhandled", run.Error, StringComparison.Ordinal);
        Assert.Equal(30, Directory.GetFiles(repository.Files.PathOf("main/r")).Length);
        Assert.Empty(repository.ConnectorProcesses());
    }

    [Fact]
    public async Task Question_without_a_terminal_is_refused()
    {
        using var repository = Many();
        (await repository.RunAsync("import")).Expect(0);
        repository.Files.Git("commit", "-q", "-m", "Import");
        repository.Files.Stage("main/r/0000.txt", "changed");

        var run = await ShellAsync(repository, "echo yes | \"$@\"", "apply");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("error[CLI007]: This needs a yes and there is no terminal to ask at", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Type yes", run.Error, StringComparison.Ordinal);
    }

    private static RealRepository Many()
    {
        var repository = new RealRepository(ManyResources.Source, ("COUNT", "30"), ("FAILING", "0"), ("PEAK", ""));
        repository.Variables["PEAK"] = Path.Join(repository.Files.Folder, "peak");
        return repository;
    }

    private static async Task<ProcessRun> ShellAsync(RealRepository repository, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", script, "bash", Installation.Program, .. arguments])
        {
            WorkingDirectory = repository.Files.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in repository.Variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}
