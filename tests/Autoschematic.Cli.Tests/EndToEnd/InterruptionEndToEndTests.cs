using System.Diagnostics;
using System.Globalization;

namespace Autoschematic.Cli.Tests.EndToEnd;

[Trait("kind", "process")]
public sealed class InterruptionEndToEndTests
{
    /// <summary>A connector that gets stuck in its first read and does not hear a polite request to stop.</summary>
    private const string Stuck = """
        import os
        import signal
        import time

        from autoschematic_sdk import Connector, FilterResponse, connector_main


        class Stuck(Connector):
            def __init__(self, name, prefix):
                pass

            async def init(self):
                pass

            async def filter(self, addr):
                return FilterResponse.RESOURCE

            async def list(self, subpath):
                return ["r/0.txt"]

            async def get(self, addr):
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                with open(os.environ["REACHED"], "w") as file:
                    file.write("in get")
                time.sleep(600)

            async def plan(self, addr, current, desired):
                return []

            async def op_exec(self, addr, op):
                raise RuntimeError("nothing to execute")


        if __name__ == "__main__":
            connector_main(Stuck)
        """;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task First_signal_ends_the_work_and_keeps_what_was_done(string signal)
    {
        using var repository = new RealRepository(ManyResources.Source, ("COUNT", "4000"), ("FAILING", "0"), ("PEAK", ""));
        var peak = repository.Variables["PEAK"] = Path.Join(repository.Files.Folder, "peak");
        using var host = repository.Start("", "import");
        var error = host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Waiting.UntilAsync(() => File.Exists(peak) && Directory.Exists(repository.Files.PathOf("main/r")), TimeSpan.FromSeconds(60));

        Send(signal, host);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(host.ExitCode == 130, $"exit code {host.ExitCode}\n{await output}\n{await error}");
        Assert.Contains("Stopping; press Ctrl-C again to stop at once", await error, StringComparison.Ordinal);
        Assert.Empty(repository.ConnectorProcesses());
        Assert.False(File.Exists(repository.Files.PathOf(".git/index.lock")));
        var kept = Directory.GetFiles(repository.Files.PathOf("main/r"));
        Assert.InRange(kept.Length, 1, 3999);
        Assert.All(kept, file => Assert.StartsWith("body of r/", File.ReadAllText(file), StringComparison.Ordinal));

        // What was written is staged, and the next run takes the rest.
        Assert.Equal(kept.Length, repository.Files.Status().Split('\n').Count(line => line.StartsWith("A  main/r/", StringComparison.Ordinal)));
        repository.Variables["COUNT"] = (kept.Length + 5).ToString(CultureInfo.InvariantCulture);
        (await repository.RunAsync("import")).Expect(0);
    }

    [Fact]
    public async Task Second_signal_ends_the_process_and_its_connectors_at_once()
    {
        using var repository = new RealRepository(Stuck, ("REACHED", ""));
        var reached = repository.Variables["REACHED"] = Path.Join(repository.Files.Folder, "reached");
        using var host = repository.Start("", "import");
        await Waiting.UntilAsync(() => File.Exists(reached), TimeSpan.FromSeconds(60));
        Assert.NotEmpty(repository.ConnectorProcesses());

        Send("INT", host);
        for (var line = await host.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            line?.Contains("Stopping", StringComparison.Ordinal) == false;
            line = await host.StandardError.ReadLineAsync(TestContext.Current.CancellationToken))
        {
        }

        var watch = Stopwatch.StartNew();
        Send("INT", host);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, host.ExitCode);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"it took {watch.Elapsed}");
        await Waiting.UntilAsync(() => repository.ConnectorProcesses().Count == 0, TimeSpan.FromSeconds(2));
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
