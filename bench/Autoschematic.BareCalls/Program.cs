using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Autoschematic.Protocol;
using Grpc.Core;
using Grpc.Net.Client;

// Calls with nothing around them but what every call of the program carries: SOCKET COUNT IN-FLIGHT ROUNDS gets|ops|many prints the
// calls per second of each round. `gets` are Get calls, `many` the same on one stream, `ops` OpExec calls.
var (socket, count, atOnce, rounds) = (args[0], Number(1), Number(2), Number(3));
using var channel = GrpcChannel.ForAddress("http://localhost", new()
{
    HttpHandler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync },
});
var client = new Connector.ConnectorClient(channel);
for (var round = 0; round < rounds; round++)
{
    var next = -1;
    var started = Stopwatch.GetTimestamp();
    await (args is [.., "many"] ? StreamAsync() : Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Increment(ref next) is var index && index < count)
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"item/item-{index:D6}.json");
            var headers = new Metadata { { "traceparent", $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00" } };
            if (args is [.., "ops"])
            {
                await client.OpExecAsync(new() { Addr = address, Op = "create" }, headers, DateTime.UtcNow.AddMinutes(10));
            }
            else if (!(await client.GetAsync(new() { Addr = address }, headers, DateTime.UtcNow.AddMinutes(10))).Exists)
            {
                throw new InvalidOperationException("the connector does not have what is read");
            }
        }
    }))));
    Console.WriteLine((count / Stopwatch.GetElapsedTime(started).TotalSeconds).ToString("F0", CultureInfo.InvariantCulture));
}

async Task StreamAsync()
{
    using var stream = client.GetMany();
    using var room = new SemaphoreSlim(atOnce);
    var sending = SendAsync(stream.RequestStream, room);
    for (var index = 0; index < count && await stream.ResponseStream.MoveNext(CancellationToken.None); index++)
    {
        room.Release();
    }

    await sending;
}

async Task SendAsync(IClientStreamWriter<GetRequest> requests, SemaphoreSlim room)
{
    for (var index = 0; index < count; index++)
    {
        await room.WaitAsync();
        requests.WriteOptions = new(room.CurrentCount > 0 ? WriteFlags.BufferHint : default);
        await requests.WriteAsync(new() { Addr = string.Create(CultureInfo.InvariantCulture, $"item/item-{index:D6}.json") });
    }

    await requests.CompleteAsync();
}

async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
{
    var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
    return new NetworkStream(connection, ownsSocket: true);
}

int Number(int index) => int.Parse(args[index], CultureInfo.InvariantCulture);
