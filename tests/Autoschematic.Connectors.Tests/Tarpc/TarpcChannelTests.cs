using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Tests.Tarpc;

public sealed class TarpcChannelTests
{
    private static readonly Address Resource = Address.Parse("x.ron");

    [Fact]
    public async Task Sixty_four_calls_in_flight_each_get_their_own_answer()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var calls = Enumerable.Range(0, 64)
            .Select(index => server.Client.EqAsync(Resource, new byte[] { (byte)index }, new byte[] { 7 }, Call.Of("Eq"), CancellationToken.None))
            .ToArray();
        var requests = new List<FakeTarpcMessage>();
        while (requests.Count < calls.Length)
        {
            requests.Add(await server.NextAsync());
        }

        foreach (var request in requests.AsEnumerable().Reverse())
        {
            // Arguments: 5 "x.ron" 1 LEFT 1 7.
            await server.ReplyAsync(request.RequestId, 0, 11, 0, request.Arguments[7] == 7 ? (byte)1 : (byte)0);
        }

        var answers = await Task.WhenAll(calls);
        Assert.Equal([7], Enumerable.Range(0, 64).Where(index => answers[index]));
    }

    [Fact]
    public async Task A_dying_connector_fails_every_pending_call()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var first = server.Client.ExecuteAsync(Resource, "op", Call.Of("OpExec"), CancellationToken.None);
        var second = server.Client.GetAsync(Resource, Call.Of("Get"), CancellationToken.None);
        await server.NextAsync();
        await server.NextAsync();
        server.Die();

        var failures = new[]
        {
            await Assert.ThrowsAsync<ConnectorException>(() => first),
            await Assert.ThrowsAsync<ConnectorException>(() => second),
        };
        Assert.All(failures, failure => Assert.Equal(ConnectorFailure.Transport, failure.Failure));
        Assert.Equal(
            "The connection to connector `fake` broke during `OpExec`: the connector closed the connection",
            failures[0].Message);
    }

    [Fact]
    public async Task A_frame_that_is_too_long_to_be_true_ends_the_connection()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var pending = server.Client.GetAsync(Resource, Call.Of("Get"), CancellationToken.None);
        await server.NextAsync();
        await server.SendAsync(0x7f, 0xff, 0xff, 0xff);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => pending);
        Assert.Equal(ConnectorFailure.Transport, failure.Failure);
        Assert.Equal(
            "The connection to connector `fake` broke during `Get`: the connector sent what is not tarpc: "
                + "a frame of 2147483647 bytes where at most 8388608 are allowed at byte 0",
            failure.Message);
    }

    [Theory]
    [InlineData("Err: unknown variant", new byte[] { 2 }, "variant 2 where 2 are known at byte 2")]
    [InlineData("reply of another method", new byte[] { 0, 15, 0, 0 }, "a reply of `Version` at byte 2")]
    [InlineData("length beyond the end", new byte[] { 0, 4, 0, 1, 200 }, "length 200 with 0 bytes left at byte 6")]
    [InlineData("left over", new byte[] { 0, 4, 0, 0, 9 }, "1 bytes left over at byte 5")]
    [InlineData("neither true nor false", new byte[] { 0, 4, 0, 7 }, "7 where a bool or an option is expected at byte 5")]
    [InlineData("a tag that bincode reserves", new byte[] { 0, 4, 0, 1, 255 }, "integer tag 255 at byte 6")]
    [InlineData("not UTF-8", new byte[] { 0, 4, 1, 1, 0xff }, "text that is not UTF-8 at byte 6")]
    public async Task A_malformed_reply_fails_its_call_only(string what, byte[] reply, string problem)
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var pending = server.Client.GetAsync(Resource, Call.Of("Get"), CancellationToken.None);
        await server.ReplyAsync((await server.NextAsync()).RequestId, reply);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => pending);
        Assert.Equal(
            $"Connector `fake` answered `Get` with a reply that is not what the protocol says: {problem}", failure.Message);

        var next = server.Client.GetAsync(Resource, Call.Of("Get"), CancellationToken.None);
        await server.ReplyAsync((await server.NextAsync()).RequestId, 0, 4, 0, 0);
        Assert.True(await next is null, what);
    }

    [Theory]
    [InlineData(10, ConnectorFailure.Answered, "Connector `fake` is busy: too many")]
    [InlineData(13, ConnectorFailure.Deadline, "Connector `fake` ended `OpExec` at a deadline of its own")]
    [InlineData(16, ConnectorFailure.Transport, "The connection to connector `fake` broke during `OpExec`: too many (kind 16)")]
    public async Task A_server_that_refuses_leaves_open_what_happened_unless_it_was_busy(
        byte kind, ConnectorFailure failure, string message)
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var pending = server.Client.ExecuteAsync(Resource, "op", Call.Of("OpExec"), CancellationToken.None);
        await server.ReplyAsync((await server.NextAsync()).RequestId, [1, kind, 8, .. "too many"u8]);
        var error = await Assert.ThrowsAsync<ConnectorException>(() => pending);
        Assert.Equal((failure, message), (error.Failure, error.Message));
    }

    [Fact]
    public async Task Unknown_request_ids_are_ignored()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var pending = server.Client.EqAsync(Resource, default, default, Call.Of("Eq"), CancellationToken.None);
        var request = await server.NextAsync();
        await server.ReplyAsync(request.RequestId + 99, 0, 11, 0, 0);
        await server.ReplyAsync(request.RequestId, 0, 11, 0, 1);
        Assert.True(await pending);
    }

    [Fact]
    public async Task A_request_over_eight_mebibytes_is_refused_before_sending()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => server.Client.PlanAsync(
            Resource, null, new byte[(8 * 1024 * 1024) - 10], Call.Of("Plan"), CancellationToken.None));
        Assert.Equal(ConnectorFailure.NotSent, failure.Failure);
        Assert.Equal(
            "`Plan` for `main/x.ron` was not sent: the request has 8388642 bytes and connector `fake` takes 8388608",
            failure.Message);
        Assert.False(server.HasMore);
    }

    [Fact]
    public async Task A_call_given_up_while_the_peer_reads_nothing_does_not_tear_the_stream()
    {
        await using var server = await FakeTarpcServer.StartAsync(readsRequests: false);
        var large = new byte[4 * 1024 * 1024];
        var stuck = server.Client.DiagAsync(Resource, large, Call.Of("Diag", TimeSpan.FromMilliseconds(50)), CancellationToken.None);
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => stuck);
        Assert.Equal(ConnectorFailure.Deadline, failure.Failure);
    }

    [Fact]
    public async Task The_trace_of_the_call_goes_along()
    {
        await using var server = await FakeTarpcServer.StartAsync();
        var call = Call.Of("Version") with { TraceParent = "00-0102030405060708090a0b0c0d0e0f10-1112131415161718-01" };
        var pending = server.Client.VersionAsync(call, CancellationToken.None);
        var request = await server.NextAsync();
        Assert.Equal("100f0e0d0c0b0a090807060504030201", Convert.ToHexStringLower(request.TraceId));
        Assert.True(request.Sampled);
        await server.ReplyAsync(request.RequestId, [0, 15, 0, 4, .. "0.14"u8]);
        Assert.Equal("0.14", await pending);
    }
}
