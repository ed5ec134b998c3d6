using System.Diagnostics;
using System.Net.Sockets;
using Autoschematic.Connectors.Tests.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>Streams of requests, as both SDKs serve them over the handlers of single calls.</summary>
[Trait("kind", "process")]
public sealed class ManySdkTests
{
    public static TheoryData<string> Sdks => ["C#", "Python"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task As_many_are_worked_on_at_once_as_the_connector_declares(string sdk)
    {
        await using var peer = await Peer.StartAsync(sdk);
        var answers = await peer.GetAsync([.. Enumerable.Range(0, 12).Select(index => $"meet/{index}")]);

        Assert.Equal(
            Enumerable.Range(0, 12).Select(index => $"meet/{index} meet/{index}").Order(StringComparer.Ordinal),
            answers.Select(answer => $"{answer.Addr} {answer.Response.ResourceDefinition.ToStringUtf8()}").Order(StringComparer.Ordinal));
        Assert.Equal("3", answers[^1].Response.Outputs["most"]);
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task Each_is_answered_as_soon_as_it_is_ready(string sdk)
    {
        await using var peer = await Peer.StartAsync(sdk);
        using var call = peer.Client.GetMany(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new() { Addr = "wait" }, Cancellation);
        await call.RequestStream.WriteAsync(new() { Addr = "none" }, Cancellation);
        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        Assert.Equal("none", call.ResponseStream.Current.Addr);
        await call.RequestStream.WriteAsync(new() { Addr = "go" }, Cancellation);
        await call.RequestStream.CompleteAsync();
        var others = await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal(["go", "wait"], others.Select(answer => answer.Addr).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task Error_belongs_to_its_address_alone_and_nothing_is_said_of_what_is_missing(string sdk)
    {
        await using var peer = await Peer.StartAsync(sdk);
        var answers = (await peer.GetAsync("bad", "missing", "none", "good")).OrderBy(answer => answer.Addr, StringComparer.Ordinal);
        Assert.Equal(
            """
            bad {  } slow down RateLimited 250 too fast
            good {"exists": true}
            missing
            none {  }
            """,
            string.Join('\n', answers.Select(Describe)));
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task Plans_on_a_stream_tell_an_empty_side_from_an_absent_one(string sdk)
    {
        await using var peer = await Peer.StartAsync(sdk);
        using var call = peer.Client.PlanMany(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new() { Addr = "a", HasCurrent = true }, Cancellation);
        await call.RequestStream.WriteAsync(new() { Addr = "b", HasDesired = true, Desired = Google.Protobuf.ByteString.CopyFromUtf8("x") }, Cancellation);
        await call.RequestStream.CompleteAsync();
        var answers = await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal(
            ["""a ["", null]""", """b [null, "x"]"""],
            answers.Select(answer => $"{answer.Addr} {answer.Response.Ops.Single().OpDefinition}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task Stream_that_is_given_up_ends_what_is_under_way(string sdk)
    {
        await using var peer = await Peer.StartAsync(sdk);
        var call = peer.Client.GetMany(cancellationToken: Cancellation);
        foreach (var address in new[] { "wait", "meet/1", "none" })
        {
            await call.RequestStream.WriteAsync(new() { Addr = address }, Cancellation);
        }

        Assert.True(await call.ResponseStream.MoveNext(Cancellation));
        call.Dispose();

        // Two that went on for ever would leave room for one only, and these go on only together.
        Assert.Equal(3, (await peer.GetAsync("meet/2", "meet/3", "meet/4")).Count);
    }

    [Theory]
    [InlineData("C#", "huge")]
    [InlineData("C#", "worse")]
    [InlineData("Python", "huge")]
    [InlineData("Python", "worse")]
    public async Task Answer_that_cannot_be_given_ends_the_stream_and_is_told_to_whoever_asks_for_it_alone(string sdk, string address)
    {
        await using var peer = await Peer.StartAsync(sdk);
        using var call = peer.Client.GetMany(deadline: DateTime.UtcNow.AddSeconds(30), cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new() { Addr = "wait" }, Cancellation);
        await call.RequestStream.WriteAsync(new() { Addr = address }, Cancellation);

        // More could be asked: nothing but the end says that no answer is to come any more.
        var broken = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancellation));
        Assert.NotEqual(StatusCode.DeadlineExceeded, broken.StatusCode);
        var alone = await Assert.ThrowsAsync<RpcException>(
            async () => await peer.Client.GetAsync(new() { Addr = address }, deadline: DateTime.UtcNow.AddSeconds(30), cancellationToken: Cancellation));
        Assert.NotEqual(StatusCode.DeadlineExceeded, alone.StatusCode);
        Assert.Single(await peer.GetAsync("good"));
    }

    [Fact]
    public async Task Status_that_a_connector_chose_is_told_to_whoever_asks_for_it_alone()
    {
        await using var peer = await Peer.StartAsync("C#");
        Assert.Equal(["status"], (await peer.GetAsync("status")).Select(Describe));

        var alone = await Assert.ThrowsAsync<RpcException>(
            async () => await peer.Client.GetAsync(new() { Addr = "status" }, cancellationToken: Cancellation));
        Assert.Equal((StatusCode.FailedPrecondition, "not yet"), (alone.StatusCode, alone.Status.Detail));
    }

    [Theory]
    [MemberData(nameof(Sdks))]
    public async Task Connector_that_cancels_itself_has_failed_in_that_call_alone(string sdk)
    {
        await using var peer = await Peer.StartAsync(sdk);
        var answers = (await peer.GetAsync("quits", "good")).OrderBy(answer => answer.Addr, StringComparer.Ordinal);
        Assert.Equal(["good {\"exists\": true}", "quits {  } gave up Unspecified 0 "], answers.Select(Describe));

        var alone = await Assert.ThrowsAsync<RpcException>(
            async () => await peer.Client.GetAsync(new() { Addr = "quits" }, deadline: DateTime.UtcNow.AddSeconds(30), cancellationToken: Cancellation));
        Assert.Equal((StatusCode.Internal, "gave up"), (alone.StatusCode, alone.Status.Detail));
    }

    private static string Describe(Wire.GetManyResponse answer)
        => answer switch
        {
            { Error: { } error } => $"{answer.Addr} {{  }} {error.Message} {error.Code} {error.RetryAfterMs} {string.Join(", ", error.Causes)}",
            { Response.Exists: true } => $"{answer.Addr} {{\"exists\": true}}",
            { Response: not null } => $"{answer.Addr} {{  }}",
            _ => answer.Addr,
        };

    /// <summary>A connector on one of the SDKs, with a client of the wire.</summary>
    private sealed class Peer(Wire.Connector.ConnectorClient client, Func<ValueTask> dispose) : IAsyncDisposable
    {
        public Wire.Connector.ConnectorClient Client => client;

        public static async Task<Peer> StartAsync(string sdk)
        {
            var peer = sdk == "Python" ? await StartPythonAsync() : await StartCSharpAsync();
            await peer.Client.InitAsync(new(), cancellationToken: Cancellation);
            Assert.Contains("many", (await peer.Client.CapabilitiesAsync(new(), cancellationToken: Cancellation)).Extensions);
            return peer;
        }

        /// <summary>Everything that a stream answers to requests.</summary>
        public async Task<IReadOnlyList<Wire.GetManyResponse>> GetAsync(params string[] addresses)
        {
            using var call = client.GetMany(deadline: DateTime.UtcNow.AddSeconds(30), cancellationToken: Cancellation);
            foreach (var address in addresses)
            {
                await call.RequestStream.WriteAsync(new() { Addr = address }, Cancellation);
            }

            await call.RequestStream.CompleteAsync();
            return await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        }

        public ValueTask DisposeAsync() => dispose();

        private static async Task<Peer> StartCSharpAsync()
        {
            var server = await SdkServer.StartAsync<ManyConnector>();
            return new(server.Client, server.DisposeAsync);
        }

        private static async Task<Peer> StartPythonAsync()
        {
            var folder = Directory.CreateTempSubdirectory("many").FullName;
            var socket = Path.Combine(folder, "s");
            var start = new ProcessStartInfo(
                TestHost.Python, [Path.Combine(AppContext.BaseDirectory, "connectors", "many.py"), "many", "main", socket, Path.Combine(folder, "dump")]);
            start.Environment["PYTHONPATH"] = TestHost.PythonSdk;
            start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
            var process = Process.Start(start)!;
            await Eventually.TrueAsync(() => Listens(socket), TimeSpan.FromSeconds(20), "the connector listens");
            var channel = GrpcChannel.ForAddress("http://localhost", new()
            {
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectCallback = async (_, token) =>
                    {
                        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                        await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), token);
                        return new NetworkStream(connection, ownsSocket: true);
                    },
                },
            });
            return new(new(channel), async () =>
            {
                channel.Dispose();
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
                process.Dispose();
                Directory.Delete(folder, recursive: true);
            });
        }

        // The file is there a moment before.
        private static bool Listens(string path)
        {
            try
            {
                using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Connect(new UnixDomainSocketEndPoint(path));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
