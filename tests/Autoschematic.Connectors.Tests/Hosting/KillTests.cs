using System.Diagnostics;
using System.Globalization;
using Autoschematic.Connectors.Processes;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Hosting;

[Trait("kind", "process")]
public sealed class KillTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_left_within_two_seconds_when_the_host_is_killed()
    {
        await using var host = new TestHost();
        using var victim = StartVictim(host);
        Assert.Equal("ready", await victim.StandardOutput.ReadLineAsync(Cancellation));
        var all = ProcessTree.DescendantsOf(victim.Id);
        Assert.True(all.Count >= 5, $"supervisor, connector and three below it, not {all.Count}");

        victim.Kill();

        await Eventually.TrueAsync(() => !all.Any(ProcessTree.IsAlive), Limit, "every process gone");
        await Eventually.TrueAsync(() => !host.RunFiles.Any(), Limit, "sockets and pipes removed");
    }

    [Fact]
    public async Task Nothing_is_left_when_the_supervisor_is_killed_and_the_next_call_starts_anew()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync(("MODE", "grandchildren"), ("PIDS", host.InRoot("pids")));
        await connector.InitAsync(Cancellation);
        var process = connector.Status.ProcessId!.Value;
        var all = ProcessTree.DescendantsOf(process).Append(process).ToList();
        var hanging = connector.GetAsync(Address.Parse("hang"), Cancellation);

        _ = LibC.Kill(SupervisorOf(process), LibC.SigKill);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => hanging);
        Assert.Equal(ConnectorFailure.Died, error.Failure);
        Assert.Equal("Connector `raw` was ended because its supervisor had ended during `Get`", error.Message);
        await Eventually.TrueAsync(() => !all.Any(ProcessTree.IsAlive), Limit, "every process gone");
        Assert.NotNull(await connector.GetAsync(Address.Parse("a"), Cancellation));
        Assert.Equal(1, connector.Status.Restarts);
    }

    [Fact]
    public async Task Disposing_the_pool_ends_groups_grandchildren_and_files()
    {
        await using var host = new TestHost();
        host.Options = host.Options with { StopGrace = TimeSpan.FromMilliseconds(200) };
        var pool = host.NewPool();
        var connector = await pool.StartAsync(
            host.Launch(("MODE", "grandchildren"), ("PIDS", host.InRoot("pids"))), Cancellation);
        var process = connector.Status.ProcessId!.Value;
        var all = ProcessTree.DescendantsOf(process).Append(process).Append(SupervisorOf(process)).ToList();

        await pool.DisposeAsync();

        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        Assert.Empty(host.RunFiles);
    }

    [Fact]
    public async Task Retiring_the_pool_ends_everything_and_disposing_it_waits_for_that()
    {
        await using var host = new TestHost();
        var pool = host.NewPool();
        var connector = await pool.StartAsync(host.Launch(), Cancellation);
        var process = connector.Status.ProcessId!.Value;
        int[] all = [process, SupervisorOf(process)];

        pool.Retire();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.StartAsync(host.Launch(), Cancellation));
        await Eventually.TrueAsync(() => !all.Any(ProcessTree.IsAlive), Limit, "connector and supervisor gone");
        await pool.DisposeAsync();

        Assert.Empty(host.RunFiles);
    }

    [Fact]
    public async Task Death_in_mid_call_fails_that_call_and_the_next_one_runs_after_init_was_repeated()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();
        await connector.InitAsync(Cancellation);

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => connector.GetAsync(Address.Parse("die"), Cancellation));

        Assert.Equal(ConnectorFailure.Died, error.Failure);
        Assert.False(error.IsAnswer);
        Assert.Equal("Connector `raw` exited with code 7 during `Get`", error.Message);
        Assert.Contains("I am dying", error.LogTail);
        var state = await connector.GetAsync(Address.Parse("state"), Cancellation);
        Assert.Contains("\"inits\": 1", System.Text.Encoding.UTF8.GetString(state!.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_waited_while_the_connector_died_are_answered_by_the_next_process()
    {
        await using var host = new TestHost();
        var connector = await host.NewPool().StartAsync(host.Launch() with { Concurrency = 1 }, Cancellation);

        var dying = connector.GetAsync(Address.Parse("die"), Cancellation);
        var waiting = Enumerable.Range(0, 5).Select(number => connector.GetAsync(Address.Parse($"a/{number}"), Cancellation)).ToList();
        var op = connector.ExecuteAsync(Address.Parse("a"), new("op", [], null), "k", Cancellation);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => dying);
        Assert.Equal(ConnectorFailure.Died, error.Failure);
        Assert.All(await Task.WhenAll(waiting), Assert.NotNull);
        Assert.Equal("done", (await op).Message);
        Assert.Equal(1, connector.Status.Restarts);
    }

    [Fact]
    public async Task Process_whose_init_fails_after_a_restart_is_not_asked_anything()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync(("MODE", "init-once"), ("MARK", host.InRoot("mark")));
        await connector.InitAsync(Cancellation);
        await Assert.ThrowsAsync<ConnectorException>(() => connector.GetAsync(Address.Parse("die"), Cancellation));

        for (var round = 0; round < 2; round++)
        {
            var error = await Assert.ThrowsAsync<ConnectorException>(
                () => connector.GetAsync(Address.Parse("a"), Cancellation));
            Assert.Equal("the token was used already", error.Message);
        }
    }

    [Fact]
    public async Task Op_whose_connector_dies_is_unknown_and_is_not_sent_again()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();

        var error = await Assert.ThrowsAsync<ConnectorException>(
            () => connector.ExecuteAsync(Address.Parse("a"), new("die", [], null), "k", Cancellation));

        Assert.Equal(ConnectorFailure.Died, error.Failure);
        Assert.Equal(0, connector.Status.Restarts);
        Assert.False(connector.Status.Alive);
    }

    [Fact]
    public async Task Connector_that_keeps_dying_is_started_again_three_times_at_most()
    {
        await using var host = new TestHost();
        var connector = await host.StartAsync();
        List<string> messages = [];
        for (var round = 0; round < 5; round++)
        {
            messages.Add((await Assert.ThrowsAsync<ConnectorException>(
                () => connector.GetAsync(Address.Parse("die"), Cancellation))).Message);
        }

        Assert.Equal(
            [
                "Connector `raw` exited with code 7 during `Get`",
                "Connector `raw` exited with code 7 during `Get`",
                "Connector `raw` exited with code 7 during `Get`",
                "Connector `raw` exited with code 7 during `Get`",
                "Connector `raw` died 4 times and is not started again",
            ],
            messages);
    }

    private static Process StartVictim(TestHost host)
    {
        var start = new ProcessStartInfo(TestHost.Executable) { RedirectStandardOutput = true };
        start.ArgumentList.Add("host");
        start.ArgumentList.Add(host.Root);
        start.ArgumentList.Add("raw_connector.py");
        start.Environment["AUTOSCHEMATIC_PYTHON"] = TestHost.Python;
        start.Environment["MODE"] = "grandchildren";
        start.Environment["PIDS"] = host.InRoot("pids");
        start.Environment.Remove("XDG_RUNTIME_DIR");
        return Process.Start(start)!;
    }

    private static int SupervisorOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
