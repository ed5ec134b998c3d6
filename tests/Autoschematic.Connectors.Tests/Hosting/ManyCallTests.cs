using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Channels.Grpc;
using Autoschematic.Model.Addresses;
using Autoschematic.Model.Connectors;
using Autoschematic.Protocol;
using Grpc.Core;

namespace Autoschematic.Connectors.Tests.Hosting;

/// <summary>What the host does with the streams of a connector that has them.</summary>
public sealed class ManyCallTests
{
    private static readonly ChannelCall Call = new("Get", "main/a", null, 100, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Single_request_is_a_single_call_and_those_beside_it_share_a_stream()
    {
        await using var server = await new ManyServer().StartAsync();
        await using var channel = await ConnectAsync(server);
        await GetAsync(channel, "alone");
        var first = new TaskCompletionSource();
        server.OnGet = async (address, _) =>
        {
            await first.Task;
            return ManyServer.Answer(address).Response;
        };

        var waiting = GetAsync(channel, "first");
        var others = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => GetAsync(channel, $"r{index}")));
        first.SetResult();

        Assert.Equal("of first", (await waiting)!.VirtualAddress);
        Assert.Equal(Enumerable.Range(0, 100).Select(index => $"of r{index}"), others.Select(other => other!.VirtualAddress));
        Assert.Equal(
            [.. Enumerable.Range(0, 100).Select(index => $"1: r{index}").Append("alone").Append("first").Order(StringComparer.Ordinal)],
            server.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Answer_with_an_error_is_the_error_of_that_request_alone()
    {
        await using var server = await new ManyServer().StartAsync();
        server.OnStream = (address, _) => Task.FromResult(address == "bad"
            ? new GetManyResponse
            {
                Addr = address,
                Error = new() { Message = "slow down", Causes = { "too fast" }, Code = ErrorCode.RateLimited, RetryAfterMs = 250 },
            }
            : ManyServer.Answer(address));
        await using var channel = await ConnectAsync(server);
        using var busy = await OccupyAsync(server, channel);

        var bad = GetAsync(channel, "bad");
        Assert.Equal("of good", (await GetAsync(channel, "good"))!.VirtualAddress);
        var error = await Assert.ThrowsAsync<ConnectorException>(() => bad);
        Assert.Equal(
            ("slow down", ConnectorFailure.Answered, ConnectorErrorCode.RateLimited, TimeSpan.FromMilliseconds(250), "too fast"),
            (error.Message, error.Failure, error.Code, error.RetryAfter, error.Causes.Single()));
    }

    [Fact]
    public async Task Answer_without_anything_and_the_same_address_twice_are_asked_for_by_themselves()
    {
        await using var server = await new ManyServer().StartAsync();
        var twin = new TaskCompletionSource();
        server.OnStream = async (address, _) =>
        {
            await (address == "twin" ? twin.Task : Task.CompletedTask);
            return address == "missing" ? new() { Addr = address } : ManyServer.Answer(address);
        };
        await using var channel = await ConnectAsync(server);
        using var busy = await OccupyAsync(server, channel);
        server.OnGet = (address, _) => address == "missing"
            ? throw new RpcException(new(StatusCode.Unimplemented, "no Get"))
            : Task.FromResult(ManyServer.Answer(address).Response);

        var one = GetAsync(channel, "twin");
        Assert.Equal("of twin", (await GetAsync(channel, "twin"))!.VirtualAddress);
        twin.SetResult();
        Assert.Equal("of twin", (await one)!.VirtualAddress);
        var error = await Assert.ThrowsAsync<ConnectorException>(() => GetAsync(channel, "missing"));
        Assert.Equal(ConnectorFailure.Unimplemented, error.Failure);
        Assert.Equal(["1: missing", "1: twin", "missing", "occupied", "twin"], server.Seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Request_that_was_given_up_ends_at_the_connector_once_the_others_on_its_stream_are_answered()
    {
        await using var server = await new ManyServer().StartAsync();
        var (ended, slow) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.OnStream = async (address, token) =>
        {
            if (address == "endless")
            {
                using var registration = token.Register(ended.SetResult);
                await Task.Delay(Timeout.Infinite, token);
            }

            await (address == "slow" ? slow.Task : Task.CompletedTask);
            return ManyServer.Answer(address);
        };
        await using var channel = await ConnectAsync(server);
        using var busy = await OccupyAsync(server, channel);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var endless = channel.GetAsync(Address.Parse("endless"), Call, patience.Token);
        var other = GetAsync(channel, "slow");
        await Eventually.TrueAsync(() => server.Seen.Contains("1: slow"), TimeSpan.FromSeconds(20), "the requests arrive");

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Equal("of next", (await GetAsync(channel, "next"))!.VirtualAddress);
        Assert.Contains("2: next", server.Seen);
        Assert.False(ended.Task.IsCompleted);
        slow.SetResult();
        Assert.Equal("of slow", (await other)!.VirtualAddress);
        await ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task What_a_broken_stream_carried_is_asked_for_again_and_no_other_is_begun()
    {
        await using var server = await new ManyServer().StartAsync();
        var all = new TaskCompletionSource();
        server.OnStream = async (address, _) =>
        {
            await all.Task;
            throw new RpcException(new(StatusCode.Internal, "broken"));
        };
        await using var channel = await ConnectAsync(server);
        using var busy = await OccupyAsync(server, channel);

        var asked = Enumerable.Range(0, 10).Select(index => GetAsync(channel, $"r{index}")).ToList();
        await Eventually.TrueAsync(() => server.Seen.Count == 11, TimeSpan.FromSeconds(20), "the requests arrive");
        all.SetResult();

        Assert.Equal(Enumerable.Range(0, 10).Select(index => $"of r{index}"), (await Task.WhenAll(asked)).Select(found => found!.VirtualAddress));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(index => GetAsync(channel, $"later{index}")));
        Assert.Equal(1, server.Streams);
        Assert.Equal(31, server.Seen.Count);
    }

    [Fact]
    public async Task Request_that_is_too_large_is_refused_as_by_itself()
    {
        await using var server = await new ManyServer().StartAsync();
        await using var channel = await ConnectAsync(server);
        using var busy = await OccupyAsync(server, channel);

        var error = await Assert.ThrowsAsync<ConnectorException>(() => GetAsync(channel, new string('a', 100)));
        Assert.Equal(
            ("`Get` for `main/a` was not sent: the request has 102 bytes and connector `many` takes 100", ConnectorFailure.NotSent),
            (error.Message, error.Failure));
    }

    private static Task<RemoteResource?> GetAsync(IConnectorChannel channel, string address)
        => channel.GetAsync(Address.Parse(address), Call, Cancellation);

    private static async Task<IConnectorChannel> ConnectAsync(ManyServer server)
    {
        var channel = await GrpcConnectorChannel.ConnectAsync("many", server.Socket, Cancellation);
        await channel.CapabilitiesAsync(Call, Cancellation);
        return channel;
    }

    /// <summary>A single call that goes on until the result is disposed, so that others are beside it.</summary>
    private static async Task<IDisposable> OccupyAsync(ManyServer server, IConnectorChannel channel)
    {
        var before = server.OnGet;
        var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        server.OnGet = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new();
        };
        _ = channel.GetAsync(Address.Parse("occupied"), Call, patience.Token);
        await Eventually.TrueAsync(() => server.Seen.Contains("occupied"), TimeSpan.FromSeconds(20), "the requests arrive");
        server.OnGet = before;
        return new Occupation(patience);
    }

    private sealed class Occupation(CancellationTokenSource patience) : IDisposable
    {
        public void Dispose() => patience.Cancel();
    }
}
