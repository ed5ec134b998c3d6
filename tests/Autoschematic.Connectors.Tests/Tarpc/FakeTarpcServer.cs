using System.Net.Sockets;
using System.Threading.Channels;
using Autoschematic.Connectors.Channels.Tarpc;

namespace Autoschematic.Connectors.Tests.Tarpc;

/// <summary>The server's end of a real socket, played by the test itself.</summary>
internal sealed class FakeTarpcServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string folder = Directory.CreateTempSubdirectory("tarpc").FullName;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Channel<FakeTarpcMessage> received = Channel.CreateUnbounded<FakeTarpcMessage>();
    private Socket? peer;
    private Task reading = Task.CompletedTask;

    public TarpcChannel Client { get; private set; } = null!;

    public static async Task<FakeTarpcServer> StartAsync(TimeProvider? clock = null, bool readsRequests = true)
    {
        var server = new FakeTarpcServer();
        var endpoint = new UnixDomainSocketEndPoint(Path.Combine(server.folder, "s"));
        server.listener.Bind(endpoint);
        server.listener.Listen();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endpoint);
        server.peer = await server.listener.AcceptAsync();
        server.Client = new(new NetworkStream(socket, ownsSocket: true), "fake", clock ?? TimeProvider.System);
        if (readsRequests)
        {
            server.reading = Task.Run(server.ReadAsync);
        }

        return server;
    }

    /// <summary>The next message of the client.</summary>
    public async Task<FakeTarpcMessage> NextAsync() => await received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>Whether the client sent more than was taken with <see cref="NextAsync"/>.</summary>
    public bool HasMore => received.Reader.TryPeek(out _);

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(params byte[] bytes) => await peer!.SendAsync(bytes);

    /// <summary>Sends a frame: a request id below 251 and what follows it.</summary>
    public async Task ReplyAsync(ulong requestId, params byte[] rest)
        => await SendAsync(TarpcFrames.TryEncode([(byte)requestId, .. rest])!);

    /// <summary>Ends the connection, as a dying process does.</summary>
    public void Die() => peer!.Close();

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        peer?.Dispose();
        listener.Dispose();
        await reading;
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReadAsync()
    {
        try
        {
            using var stream = new NetworkStream(peer!, ownsSocket: false);
            while (await TarpcFrames.ReadAsync(stream, CancellationToken.None) is { } payload)
            {
                received.Writer.TryWrite(FakeTarpcMessage.Parse(TarpcFrames.TryEncode(payload)!));
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The test closed its end.
        }

        received.Writer.TryComplete();
    }
}
