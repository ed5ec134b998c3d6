using System.Text.Json;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Connectors.Warm;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Warm;

/// <summary>Who may use a process at the same time, and which ones nobody gets again.</summary>
[Trait("kind", "process")]
public sealed class WarmLeaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plain_connector_is_shared_by_those_who_read_and_alone_with_one_who_may_execute()
    {
        await using var box = new WarmBox();
        await using var reader = box.NewPool();
        await using var other = box.NewPool();
        await using var executor = box.NewPool(WarmUse.Executes);
        await using var late = box.NewPool();

        var first = await WarmBox.AskAsync(await box.StartAsync(reader));
        var second = await WarmBox.AskAsync(await box.StartAsync(other));
        var third = await WarmBox.AskAsync(await box.StartAsync(executor));
        var fourth = await WarmBox.AskAsync(await box.StartAsync(late));

        Assert.Equal(first, second);
        Assert.NotEqual(first.Process, third.Process);
        Assert.Equal(first, fourth);
        Assert.Equal([3, 1], (await box.StateAsync()).Connectors.Select(connector => connector.Leases));
    }

    [Fact]
    public async Task Connector_that_a_command_has_alone_is_not_asked_about_files_for_another()
    {
        await using var box = new WarmBox();
        box.Host.Write("main/one.json", "{}");
        await using var executor = box.NewPool(WarmUse.Executes);
        var connector = await box.StartAsync(executor);

        box.Host.Write("main/one.json", "{\"changed\": true}");
        var other = await box.RunAsync();

        Assert.NotEqual(connector.Status.ProcessId, other.Process);
        using var state = JsonDocument.Parse((await connector.GetAsync(Address.Parse("state"), Cancellation))!.Body);
        Assert.Equal(0, state.RootElement.GetProperty("filters").GetInt32());
    }

    [Theory]
    [InlineData("8", true)]
    [InlineData("1", false)]
    public async Task Connector_that_declares_concurrency_is_shared_by_all_when_it_is_more_than_one(string declared, bool shared)
    {
        await using var box = new WarmBox();
        await using var executor = box.NewPool(WarmUse.Executes);
        await using var other = box.NewPool(WarmUse.Executes);
        await using var reader = box.NewPool();
        var launch = box.Launch(("CAPS", declared));

        List<int> processes = [];
        foreach (var pool in new[] { executor, other, reader })
        {
            processes.Add((await WarmBox.AskAsync(await box.StartAsync(pool, launch))).Process);
        }

        Assert.Equal(shared ? 1 : 3, processes.Distinct().Count());
    }

    [Fact]
    public async Task Init_runs_once_for_commands_that_begin_together()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("INIT_SECONDS", "0.3"));

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => box.RunAsync(launch)));

        Assert.Equal(1, Assert.Single(all.Distinct()).Inits);
    }

    [Fact]
    public async Task Init_that_another_command_does_not_get_done_is_waited_for_no_longer_than_it_may_take()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("MODE", "init-hangs-once"), ("MARK", box.Host.InRoot("mark")));
        await using var first = box.NewPool();
        var stuck = await first.StartAsync(launch, Cancellation);
        var hanging = stuck.InitAsync(Cancellation);
        await Eventually.TrueAsync(() => File.Exists(box.Host.InRoot("mark")), TimeSpan.FromSeconds(10), "Init is running");

        box.Host.Options = box.Host.Options with { Deadlines = box.Host.Options.Deadlines with { Init = TimeSpan.FromSeconds(1) } };
        var says = await box.RunAsync(launch).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.NotEqual(stuck.Status.ProcessId, says.Process);
        Assert.Equal(1, says.Inits);
        await first.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => hanging);
    }

    [Fact]
    public async Task Turn_at_init_is_not_given_to_who_has_left()
    {
        InitOnce init = new();
        WarmLease left = new(1, Wanted(), WarmUse.Reads, new("test", 1), _ => { });
        WarmLease next = new(2, Wanted(), WarmUse.Reads, new("test", 1), _ => { });

        left.End();
        init.Finish(left, wentWell: false, problem: null);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => init.AskAsync(left));

        Assert.Equal((true, null), await init.AskAsync(next).WaitAsync(TimeSpan.FromSeconds(10), Cancellation));

        static WarmLaunch Wanted() => new("/", "main", "raw", new("Binary"), new Dictionary<string, string>(), null, [], new Dictionary<string, string>());
    }

    [Fact]
    public async Task Failed_init_is_told_in_the_words_of_a_direct_run_and_tried_again_by_the_next_command()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("MODE", "init-unless"), ("MARK", box.Host.InRoot("mark")));

        var warm = await Assert.ThrowsAsync<ConnectorException>(() => box.RunAsync(launch));
        var direct = await Assert.ThrowsAsync<ConnectorException>(() => box.RunAsync(launch, WarmUse.None));
        box.Host.Write("mark", "");

        Assert.Equal("the token is missing", warm.Message);
        Assert.Equal((direct.Message, direct.Failure, direct.Method, direct.Hint), (warm.Message, warm.Failure, warm.Method, warm.Hint));
        Assert.Equal(1, (await box.RunAsync(launch)).Inits);
    }

    [Fact]
    public async Task Failed_start_is_told_in_the_words_of_a_direct_run()
    {
        await using var box = new WarmBox();
        box.Host.Options = box.Host.Options with { Redact = text => text.Replace("line 5", "***", StringComparison.Ordinal) };
        var launch = box.Launch(("MODE", "exits"));

        var warm = await Assert.ThrowsAsync<ConnectorException>(() => box.RunAsync(launch));
        var direct = await box.Host.StartFailureAsync(launch);

        Assert.Equal((direct.Message, direct.Failure, direct.Hint), (warm.Message, warm.Failure, warm.Hint));
        Assert.Equal(direct.LogTail, warm.LogTail);
        Assert.Contains("***0", warm.LogTail);
        Assert.Equal(WithoutPaths(direct.Causes), WithoutPaths(warm.Causes));
        Assert.Empty((await box.StateAsync()).Connectors);

        static IEnumerable<string> WithoutPaths(IEnumerable<string> causes)
            => causes.Select(cause => System.Text.RegularExpressions.Regex.Replace(cause, "/as-[0-9a-f]+/c[0-9]+", "/SOCKET"));
    }

    [Fact]
    public async Task Lines_come_to_whoever_uses_it_at_the_moment_and_are_redacted_there()
    {
        await using var box = new WarmBox();
        box.Host.Options = box.Host.Options with { Redact = text => text.Replace("hunter2-hunter2", "***", StringComparison.Ordinal) };
        await using (var pool = box.NewPool())
        {
            var connector = await box.StartAsync(pool);
            await Eventually.TrueAsync(() => box.Host.Lines.Count > 0, TimeSpan.FromSeconds(5), "the first line");
            await connector.GetAsync(Address.Parse("log"), Cancellation);
            await Eventually.TrueAsync(() => box.Host.Lines.Count > 1, TimeSpan.FromSeconds(5), "the second line");
        }

        await box.RunAsync();

        Assert.Equal(["main/raw: raw serves main", "main/raw: loud ***"], box.Host.Lines);
    }

    [Fact]
    public async Task Connector_that_dies_is_told_with_its_last_lines_and_started_again()
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool();
        var connector = await box.StartAsync(pool);
        var before = await WarmBox.AskAsync(connector);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => connector.GetAsync(Address.Parse("die"), Cancellation));
        var after = await WarmBox.AskAsync(connector);

        Assert.Equal("Connector `raw` exited with code 7 during `Get`", error.Message);
        Assert.Contains("I am dying", error.LogTail);
        Assert.Equal((true, 1), (before.Process != after.Process, after.Inits));
        await pool.DisposeAsync();
        Assert.Equal(after, await box.RunAsync());
    }

    [Theory]
    [InlineData("escape", false)]
    [InlineData("empty-message", false)]
    [InlineData("detail", true)]
    [InlineData("absent", true)]
    public async Task Process_that_answered_with_an_error_that_nobody_can_explain_is_not_kept(string address, bool kept)
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool();
        var connector = await box.StartAsync(pool);
        var before = await WarmBox.AskAsync(connector);
        try
        {
            await connector.GetAsync(Address.Parse(address), Cancellation);
        }
        catch (ConnectorException)
        {
            // That is the point.
        }

        await pool.DisposeAsync();

        Assert.Equal(kept, before == await box.RunAsync());
    }

    [Fact]
    public async Task Stopping_a_connector_makes_the_next_start_a_new_process()
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool();
        var before = await WarmBox.AskAsync(await box.StartAsync(pool));

        await pool.StopAsync(box.Launch());

        Assert.NotEqual(before.Process, (await WarmBox.AskAsync(await box.StartAsync(pool))).Process);
        await WarmBox.GoneAsync([before.Process]);
    }

    [Fact]
    public async Task Op_that_was_given_up_ends_with_its_process()
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool(WarmUse.Executes);
        var connector = await box.StartAsync(pool);
        var process = connector.Status.ProcessId!.Value;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var op = connector.ExecuteAsync(Address.Parse("a"), new("slow", [], null), "k", giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => op);
        await pool.DisposeAsync();

        await WarmBox.GoneAsync([process]);
    }

    [Fact]
    public async Task Op_that_was_given_up_ends_with_its_process_though_others_use_it()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("CAPS", "8"));
        await using var editor = box.NewPool();
        await using var pool = box.NewPool(WarmUse.Executes);
        var reader = await box.StartAsync(editor, launch);
        var connector = await box.StartAsync(pool, launch);
        var process = connector.Status.ProcessId!.Value;
        Assert.Equal(process, reader.Status.ProcessId);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var op = connector.ExecuteAsync(Address.Parse("a"), new("hang", [], null), "k", giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => op);
        await pool.DisposeAsync();
        var resumed = await box.RunAsync(launch, WarmUse.Executes);

        Assert.False(ProcessTree.IsAlive(process), "the op was at an end before anybody else could execute one");
        Assert.Equal(resumed, await WarmBox.AskAsync(reader));
        Assert.Equal(1, resumed.Inits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Command_that_was_killed_takes_its_process_with_it_when_it_may_have_executed(bool mayExecute)
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("CAPS", "8"));
        await using var editor = box.NewPool();
        var reader = await box.StartAsync(editor, launch);
        var before = await WarmBox.AskAsync(reader);

        var killed = await box.ConnectAsync();
        Assert.Equal(before.Process, (await box.LeaseAsync(killed, launch, mayExecute ? WarmUse.Executes : WarmUse.Reads)).ProcessId);
        await killed.DisposeAsync();
        await box.UntilAsync(state => state.Connectors.All(connector => !connector.Kept), "the killed command's lease is back");
        var next = await box.RunAsync(launch, WarmUse.Executes);

        Assert.NotEqual(before, next);
        Assert.Equal(!mayExecute, before == await WarmBox.AskAsync(reader));
        Assert.Equal(!mayExecute, ProcessTree.IsAlive(before.Process));
    }

    [Fact]
    public async Task Error_that_nobody_can_explain_does_not_take_the_process_from_others()
    {
        await using var box = new WarmBox();
        var launch = box.Launch(("CAPS", "8"));
        await using var editor = box.NewPool();
        await using var pool = box.NewPool(WarmUse.Executes);
        var reader = await box.StartAsync(editor, launch);
        var before = await WarmBox.AskAsync(reader);

        await Assert.ThrowsAsync<ConnectorException>(async () => await (await box.StartAsync(pool, launch)).GetAsync(Address.Parse("escape"), Cancellation));
        await pool.DisposeAsync();

        Assert.NotEqual(before, await box.RunAsync(launch));
        Assert.Equal(before, await WarmBox.AskAsync(reader));
    }

    [Fact]
    public async Task Fault_of_the_host_in_one_lease_is_none_of_the_others()
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool();
        var kept = await box.StartAsync(pool);
        var before = await WarmBox.AskAsync(kept);

        // No path can have that character, and the system cuts a variable there.
        var direct = await box.StartAsync(pool, box.Launch(("PYTHONPATH", "lib\0rary")));

        Assert.False(direct.Status.IsKept);
        Assert.True(kept.Status.IsKept);
        Assert.Equal(before, await WarmBox.AskAsync(kept));
        Assert.Equal([1], (await box.StateAsync()).Connectors.Select(connector => connector.Leases));
    }

    [Fact]
    public async Task Tarpc_connectors_run_beside_it()
    {
        await using var box = new WarmBox();
        box.Host.Write("tarpc_connector.py", TestHost.Source("tarpc_connector.py"));
        box.Host.Program("tarpc", "tarpc_connector.py");
        var launch = box.Host.Launch(new Model.Config.BinarySpec("./tarpc"));
        await using var pool = box.NewPool();

        var connector = await pool.StartAsync(launch, Cancellation);

        Assert.False(connector.Status.IsKept);
        Assert.Null(await box.Control.AskAsync(box.Host.Root, Cancellation));
        Assert.True(ProcessTree.IsAlive(connector.Status.ProcessId!.Value));
    }
}
