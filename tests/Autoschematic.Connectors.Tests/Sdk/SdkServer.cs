using System.Net.Sockets;
using Autoschematic.Sdk;
using Autoschematic.Sdk.Hosting;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Wire = Autoschematic.Protocol;

namespace Autoschematic.Connectors.Tests.Sdk;

/// <summary>A connector of the SDK on a real socket, with a client of the wire.</summary>
internal sealed class SdkServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sdk").FullName;
    private readonly WebApplication server;

    private SdkServer(Func<ConnectorArguments, WebApplication> create)
    {
        Arguments = new(new ConnectorContext("demo", "main"), Path.Combine(folder, "s"), Path.Combine(folder, "dump"));
        server = create(Arguments);
        Channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            MaxSendMessageSize = null,
            MaxReceiveMessageSize = null,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancellationToken) =>
                {
                    var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(Arguments.Socket), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            },
        });
        Client = new(Channel);
    }

    public ConnectorArguments Arguments { get; }

    public GrpcChannel Channel { get; }

    public Wire.Connector.ConnectorClient Client { get; }

    public static async Task<SdkServer> StartAsync<T>(Action<IServiceCollection>? configureServices = null)
        where T : class, IConnectorService
    {
        var started = new SdkServer(arguments => ConnectorServer.Create<T>(arguments, configureServices));
        await started.server.StartAsync();
        return started;
    }

    public T Service<T>()
        where T : notnull
        => (T)server.Services.GetRequiredService<IConnectorService>();

    public async Task StopAsync() => await server.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
