using System.Net.Sockets;
using Autoschematic.Connectors.Processes;
using Autoschematic.Connectors.Tests.Hosting;
using Autoschematic.Connectors.Warm;
using Autoschematic.Connectors.Warm.Client;
using Autoschematic.Connectors.Warm.Host;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Warm;

/// <summary>How a warm host begins and ends, and what is left then: nothing.</summary>
[Trait("kind", "process")]
public sealed class WarmLifeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_that_begin_together_start_one()
    {
        await using var box = new WarmBox();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => box.RunAsync()));

        Assert.Single(all.Select(says => says.Process).Distinct());
        Assert.Single((await box.StateAsync()).Connectors);
    }

    [Fact]
    public async Task Stop_ends_everything_and_waits_for_it()
    {
        await using var box = new WarmBox();
        await box.RunAsync();
        var all = await box.ProcessesAsync();
        Assert.Equal(3, all.Count);

        var stopped = await StopAsync(box);

        Assert.Equal(all[0], stopped.ProcessId);
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        Assert.DoesNotContain(box.Host.RunFiles, File.Exists);
        Assert.IsType<WarmEnd.NoneRan>(await box.Control.StopAsync(box.Host.Root, anyway: false, Cancellation));
        Assert.Equal(1, (await box.RunAsync()).Inits);
    }

    [Fact]
    public async Task Stop_names_what_has_not_ended()
    {
        await using var box = new WarmBox();
        await box.RunAsync();
        var all = await box.ProcessesAsync();
        const int stop = 19;
        const int go = 18;

        // A supervisor that stands still ends nothing.
        _ = LibC.Kill(all[1], stop);
        WarmControl control = new(box.Host.Options) { EndTime = TimeSpan.FromSeconds(1) };
        var stuck = Assert.IsType<WarmEnd.Stuck>(await control.StopAsync(box.Host.Root, anyway: false, Cancellation));

        Assert.Equal(all.Skip(1), stuck.Left);
        _ = LibC.Kill(all[1], go);
        await WarmBox.GoneAsync(all);
        Assert.Equal(1, (await box.RunAsync()).Inits);
    }

    [Fact]
    public async Task Stop_is_refused_while_a_command_may_execute_unless_it_is_meant()
    {
        await using var box = new WarmBox();
        await using var reader = box.NewPool();
        await using var executor = box.NewPool(WarmUse.Executes);
        await box.StartAsync(reader);
        var used = await box.StartAsync(executor);

        var refused = Assert.IsType<WarmEnd.Refused>(await box.Control.StopAsync(box.Host.Root, anyway: false, Cancellation));

        Assert.Equal([new WarmUser("test", Environment.ProcessId)], refused.Executing);
        Assert.Equal(refused.Executing, (await box.StateAsync()).Executing);
        Assert.Equal(1, (await WarmBox.AskAsync(used)).Inits);
        var all = await box.ProcessesAsync();
        Assert.IsType<WarmEnd.Ended>(await box.Control.StopAsync(box.Host.Root, anyway: true, Cancellation));
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
    }

    [Theory]
    [InlineData(LibC.SigKill)]
    [InlineData(LibC.SigTerm)]
    public async Task Ended_from_outside_it_leaves_nothing_and_the_next_command_works(int signal)
    {
        await using var box = new WarmBox();
        var before = await box.RunAsync();
        var all = await box.ProcessesAsync();

        _ = LibC.Kill(all[0], signal);
        var after = await box.RunAsync();

        Assert.NotEqual(before.Process, after.Process);
        await WarmBox.GoneAsync(all);
    }

    [Fact]
    public async Task Command_whose_host_is_killed_goes_on_with_another_one()
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool();
        var connector = await box.StartAsync(pool);
        var all = await box.ProcessesAsync();
        var hanging = connector.GetAsync(Address.Parse("hang"), Cancellation);

        _ = LibC.Kill(all[0], LibC.SigKill);

        Assert.Equal(ConnectorFailure.Died, (await Assert.ThrowsAsync<ConnectorException>(() => hanging)).Failure);
        Assert.Equal(1, (await WarmBox.AskAsync(connector)).Inits);
        await WarmBox.GoneAsync(all);
    }

    [Fact]
    public async Task Connector_that_is_killed_between_commands_is_replaced()
    {
        await using var box = new WarmBox();
        var before = await box.RunAsync();

        _ = LibC.Kill(before.Process, LibC.SigKill);

        Assert.NotEqual(before.Process, (await box.RunAsync()).Process);
        Assert.Single((await box.StateAsync()).Connectors);
    }

    [Fact]
    public async Task Supervisor_that_is_killed_is_replaced_with_its_connectors()
    {
        await using var box = new WarmBox();
        var before = await box.RunAsync();
        var all = await box.ProcessesAsync();

        _ = LibC.Kill(all[1], LibC.SigKill);
        var after = await box.RunAsync();

        Assert.NotEqual(before.Process, after.Process);
        await WarmBox.GoneAsync([.. all.Skip(1)]);
        Assert.Equal(all[0], (await box.StateAsync()).ProcessId);
    }

    [Fact]
    public async Task Another_build_runs_without_it_and_makes_it_retire()
    {
        await using var box = new WarmBox();
        await using var user = box.NewPool();
        var used = await WarmBox.AskAsync(await box.StartAsync(user));
        var old = await box.ProcessesAsync();
        var mine = box.Warm;
        box.Warm = mine with { Folder = Directory.CreateDirectory(box.Host.InRoot("another build")).FullName };

        await using (var pool = box.NewPool())
        {
            Assert.False((await box.StartAsync(pool)).Status.IsKept);
        }

        Assert.True(ProcessTree.IsAlive(used.Process), "it is still used");
        await user.DisposeAsync();
        await WarmBox.GoneAsync(old);
        box.Warm = mine;
        Assert.NotEqual(used.Process, (await box.RunAsync()).Process);
    }

    [Fact]
    public async Task Root_that_was_removed_or_made_anew_is_another_repository()
    {
        await using var box = new WarmBox();
        var repository = box.Host.InRoot("repository");
        var launch = box.Launch() with { RepositoryRoot = repository };
        Make();
        var before = await box.RunAsync(launch);
        var server = (await box.Control.AskAsync(repository, Cancellation))!.ProcessId;

        Directory.Move(repository, box.Host.InRoot("moved"));
        Make();
        var direct = await box.RunAsync(launch);

        Assert.NotEqual(before.Process, direct.Process);
        await WarmBox.GoneAsync([server, before.Process, direct.Process]);
        var kept = await box.RunAsync(launch);
        Assert.Equal(kept, await box.RunAsync(launch));
        await box.Control.StopAsync(repository, anyway: false, Cancellation);

        void Make()
        {
            Directory.CreateDirectory(Path.Combine(repository, "connectors"));
            Directory.CreateDirectory(Path.Combine(repository, "main"));
            File.Copy(box.Host.InRoot("connectors/raw.py"), Path.Combine(repository, "connectors/raw.py"));
        }
    }

    [Fact]
    public async Task Host_that_does_not_answer_is_done_without_and_can_be_stopped()
    {
        await using var box = new WarmBox();
        await box.RunAsync();
        var all = await box.ProcessesAsync();
        const int stop = 19;
        _ = LibC.Kill(all[0], stop);

        // Its place is taken: nobody tries to start another one.
        var mine = box.Warm;
        var second = box.Host.InRoot("second");
        box.Warm = mine with { Command = [box.Host.Write("host.sh", $"#!/bin/sh\ntouch {second}\n", executable: true)] };
        await using (var pool = box.NewPool())
        {
            Assert.False((await box.StartAsync(pool)).Status.IsKept);
        }

        Assert.False(File.Exists(second));
        box.Warm = mine;
        Assert.Equal(all[0], (await box.Control.AskAsync(box.Host.Root, Cancellation))!.ProcessId);
        Assert.Equal(all[0], (await StopAsync(box)).ProcessId);
        Assert.DoesNotContain(all, ProcessTree.IsAlive);
        Assert.Equal(1, (await box.RunAsync()).Inits);
    }

    [Fact]
    public async Task Host_that_stops_answering_its_users_is_done_without()
    {
        await using var box = new WarmBox();
        await using var pool = box.NewPool();
        var kept = await box.StartAsync(pool);
        var host = (await box.StateAsync()).ProcessId;
        var unready = await pool.StartAsync(box.Launch(("TOKEN", "unready")), Cancellation);
        const int stop = 19;
        _ = LibC.Kill(host, stop);

        var direct = await box.StartAsync(pool, box.Launch(("TOKEN", "other"))).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await unready.InitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.False(direct.Status.IsKept);
        Assert.Equal(1, (await WarmBox.AskAsync(unready)).Inits);
        Assert.Equal(1, (await WarmBox.AskAsync(kept)).Inits);
        await pool.DisposeAsync();
        Assert.Equal(host, (await StopAsync(box)).ProcessId);
        Assert.True((await box.RunAsync()).Inits == 1, "the next one takes the place of the dead one, and removes what it left");
    }

    [Fact]
    public async Task Socket_of_a_dead_host_and_strange_words_do_no_harm()
    {
        await using var box = new WarmBox();
        using (Socket dead = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            // What a killed host leaves: a file that nobody listens at.
            File.WriteAllText(box.Place.Lock, "");
            dead.Bind(new UnixDomainSocketEndPoint($"{box.Place.Socket}.x"));
            File.Move($"{box.Place.Socket}.x", box.Place.Socket);
        }

        var before = await box.RunAsync();
        using (Socket stranger = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await stranger.ConnectAsync(new UnixDomainSocketEndPoint(box.Place.Socket), Cancellation);
            await stranger.SendAsync("{\"is\":\"lease\",\"id\":1}\nGET / HTTP/1.1\n\n"u8.ToArray(), Cancellation);
            Assert.Equal(0, await stranger.ReceiveAsync(new byte[64], Cancellation));
        }

        Assert.Equal(before, await box.RunAsync());
    }

    [Fact]
    public async Task Folder_that_is_a_link_or_open_to_others_is_not_used()
    {
        await using var box = new WarmBox();
        var folder = Path.GetDirectoryName(box.Place.Socket)!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Directory.Delete(folder);
        Directory.CreateDirectory(box.Host.InRoot("elsewhere"));
        Directory.CreateSymbolicLink(folder, box.Host.InRoot("elsewhere"));

        await using (var pool = box.NewPool())
        {
            Assert.False((await box.StartAsync(pool)).Status.IsKept);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(box.Host.InRoot("elsewhere")));
        Directory.Delete(folder);
    }

    [Fact]
    public async Task Connectors_that_nobody_uses_for_ten_minutes_end_and_so_does_the_host()
    {
        await using var box = new WarmBox();
        FakeClock clock = new();
        var seat = WarmSeat.TryTake(box.Place)!;
        await using WarmServer server = new(box.Place, box.Warm, box.Host.Options with { Clock = clock }, seat);
        var serving = server.RunAsync();
        var first = await box.RunAsync();
        await IdleAsync(1);
        await using var pool = box.NewPool();
        var second = await WarmBox.AskAsync(await box.StartAsync(pool, box.Launch(("TOKEN", "other"))));

        clock.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Equal(first, await box.RunAsync());
        await IdleAsync(1);
        clock.Advance(TimeSpan.FromMinutes(10.1));
        await WarmBox.GoneAsync([first.Process]);
        Assert.True(ProcessTree.IsAlive(second.Process), "it is used");

        await pool.DisposeAsync();
        await IdleAsync(1);
        clock.Advance(TimeSpan.FromMinutes(9.8));
        Assert.False(serving.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(0.3));
        await serving.WaitAsync(Soon, Cancellation);
        await server.DisposeAsync();
        Assert.False(ProcessTree.IsAlive(second.Process));

        // A command says that it is done, and does not wait until that is heard.
        Task IdleAsync(int count) => Eventually.TrueAsync(
            () => server.Describe().Connectors.Count(connector => connector.Leases == 0) == count, Soon, $"{count} that nobody uses");
    }

    [Fact]
    public async Task Host_that_can_accept_nobody_makes_room_for_another_one()
    {
        await using var box = new WarmBox();
        var seat = WarmSeat.TryTake(box.Place)!;
        await using WarmServer server = new(box.Place, box.Warm, box.Host.Options, seat);
        var serving = server.RunAsync();
        await using var pool = box.NewPool();
        var connector = await box.StartAsync(pool);
        var before = await WarmBox.AskAsync(connector);

        seat.Listener.Dispose();
        await Eventually.TrueAsync(() => server.Describe().Retiring, Soon, "retiring");
        var next = await box.RunAsync();

        Assert.NotEqual(Environment.ProcessId, (await box.StateAsync()).ProcessId);
        Assert.NotEqual(before, next);
        Assert.Equal(before, await WarmBox.AskAsync(connector));
        await pool.DisposeAsync();
        await serving.WaitAsync(Soon, Cancellation);
    }

    [Fact]
    public async Task Sixteen_connectors_are_kept_at_most_and_the_oldest_go()
    {
        await using var box = new WarmBox();
        box.Warm = box.Warm with { MostIdle = 2 };
        var seat = WarmSeat.TryTake(box.Place)!;
        await using WarmServer server = new(box.Place, box.Warm, box.Host.Options, seat);
        _ = server.RunAsync();

        List<ConnectorSays> all = [];
        for (var number = 0; number < 4; number++)
        {
            all.Add(await box.RunAsync(box.Launch(("TOKEN", $"{number}"))));
        }

        await WarmBox.GoneAsync([all[0].Process, all[1].Process]);
        Assert.Equal(all[3], await box.RunAsync(box.Launch(("TOKEN", "3"))));
        Assert.Equal(16, new WarmOptions([], "", "").MostIdle);
    }

    private static async Task<WarmState> StopAsync(WarmBox box)
        => Assert.IsType<WarmEnd.Ended>(await box.Control.StopAsync(box.Host.Root, anyway: false, Cancellation)).Was;
}
