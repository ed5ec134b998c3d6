using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Testing;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>The captures in which time, cancelling or the connection matter, played over a real socket.</summary>
public sealed class CaptureReplayTests
{
    /// <summary>What a client saw where the server answered nothing.</summary>
    internal static readonly string[] Silences = ["Err(DeadlineExceeded)", "future dropped after 100 ms", "Err(Shutdown)"];

    [Theory]
    [InlineData("47_get_slow_deadline.hex", "Connector `fake` did not answer `Get` within 1 s")]
    [InlineData("50_task_exec_panic.hex", "Connector `fake` did not answer `TaskExec` within 1 s")]
    public async Task A_call_that_is_never_answered_ends_at_its_deadline(string file, string message)
    {
        var clock = new FakeClock();
        await using var server = await FakeTarpcServer.StartAsync(clock);
        var call = Call.Of(file.Contains("get", StringComparison.Ordinal) ? "Get" : "TaskExec", TimeSpan.FromSeconds(1));
        Task pending = call.Method == "Get"
            ? server.Client.GetAsync(Address.Parse("slow.ron"), call, CancellationToken.None)
            : server.Client.RunTaskAsync(Address.Parse("panic.ron"), default, null, null, call, CancellationToken.None);

        var request = await server.NextAsync();
        Assert.Equal(TimeSpan.FromSeconds(1), request.Deadline);
        Assert.Equal(AfterId(CapturedExchange.Load(file).Requests[0]), Convert.ToHexStringLower([(byte)request.Method, .. request.Arguments]));
        await TimerOfAsync(clock);
        clock.Advance(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => pending);
        Assert.Equal((ConnectorFailure.Deadline, message), (failure.Failure, failure.Message));
        var cancel = await server.NextAsync();
        Assert.Equal((true, request.RequestId, request.SpanId), (cancel.IsCancel, cancel.RequestId, cancel.SpanId));
    }

    [Fact]
    public async Task A_dropped_call_is_cancelled_and_its_late_reply_ignored()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        using var dropped = new CancellationTokenSource();
        var pending = server.Client.GetAsync(Address.Parse("slow.ron"), Call.Of("Get"), dropped.Token);
        var request = await server.NextAsync();
        await dropped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        var cancel = await server.NextAsync();

        var captured = CapturedExchange.Load("48_get_dropped_cancel.hex").Requests;
        Assert.Equal(AfterId(captured[0]), Convert.ToHexStringLower([(byte)request.Method, .. request.Arguments]));
        Assert.Equal(captured[1].Length, cancel.Frame.Length);
        Assert.Equal((request.RequestId, request.SpanId), (cancel.RequestId, cancel.SpanId));
        Assert.Equal(request.TraceId, cancel.TraceId);

        await server.ReplyAsync(request.RequestId, 0, 4, 0, 0);
        await AssertVersionAsync(server);
    }

    [Fact]
    public async Task Pipelined_calls_take_their_own_replies_in_any_order()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var version = server.Client.VersionAsync(Call.Of("Version"), CancellationToken.None);
        var first = await server.NextAsync();
        var filter = server.Client.FilterAsync(Address.Parse("x.ron"), Call.Of("Filter"), CancellationToken.None);
        var second = await server.NextAsync();
        foreach (var frame in CapturedExchange.Load("49_pipelined_version_filter.hex").Responses)
        {
            var reply = CapturedExchange.PayloadOf(frame);
            await server.ReplyAsync(reply[2] == 1 ? second.RequestId : first.RequestId, reply[1..]);
        }

        Assert.Equal(("0.14.2", FilterBits.Resource), (await version, await filter));
    }

    [Fact]
    public async Task After_a_panic_the_next_call_is_answered()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var lost = server.Client.GetAsync(Address.Parse("panic.ron"), Call.Of("Get", TimeSpan.FromMilliseconds(1)), CancellationToken.None);
        await Assert.ThrowsAsync<ConnectorException>(() => lost);
        await AssertVersionAsync(server);
    }

    [Fact]
    public async Task After_a_server_hung_up_on_an_oversized_frame_calls_fail_at_once()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        server.Die();
        var failure = await Assert.ThrowsAsync<ConnectorException>(
            () => server.Client.VersionAsync(Call.Of("Version"), CancellationToken.None));
        Assert.Contains(failure.Failure, new[] { ConnectorFailure.Transport, ConnectorFailure.NotSent });
        var next = await Assert.ThrowsAsync<ConnectorException>(
            () => server.Client.VersionAsync(Call.Of("Version"), CancellationToken.None));
        Assert.Equal(ConnectorFailure.NotSent, next.Failure);
    }

    private static async Task AssertVersionAsync(FakeTarpcServer server)
    {
        var pending = server.Client.VersionAsync(Call.Of("Version"), CancellationToken.None);
        var request = await server.NextAsync();
        while (request.Method != 15)
        {
            request = await server.NextAsync();
        }

        var captured = CapturedExchange.PayloadOf(CapturedExchange.Load("51_version_after_panic.hex").Responses[0]);
        await server.ReplyAsync(request.RequestId, captured[1..]);
        Assert.Equal("0.14.2", await pending);
    }

    /// <summary>Waits until the call's deadline runs, which begins when the call is sent.</summary>
    private static async Task TimerOfAsync(FakeClock clock)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (clock.WaitingTimers == 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Method and arguments of a captured request: everything after its id.</summary>
    private static string AfterId(byte[] frame)
    {
        var message = FakeTarpcMessage.Parse(frame);
        return Convert.ToHexStringLower([(byte)message.Method, .. message.Arguments]);
    }
}
