using System.Net.Sockets;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Channels.Grpc;
using Autoschematic.Connectors.Channels.Tarpc;
using Autoschematic.Model.Config;
using Autoschematic.Model.Connectors;

namespace Autoschematic.Connectors.Pools;

/// <summary>Connections to processes that listen, by the wire that their spec says.</summary>
internal static class ConnectorChannels
{
    /// <summary>Throws <see cref="SocketException"/> as long as nothing listens.</summary>
    public static async Task<IConnectorChannel> ConnectAsync(
        ConnectorLaunch launch, string socket, TimeProvider clock, CancellationToken cancellationToken)
        => launch.Spec.Wire == WireProtocol.Grpc
            ? await GrpcConnectorChannel.ConnectAsync(launch.Shortname, socket, cancellationToken).ConfigureAwait(false)
            : new TarpcChannel(
                new NetworkStream(
                    await UnixSockets.ConnectAsync(socket, cancellationToken).ConfigureAwait(false), ownsSocket: true),
                launch.Shortname,
                clock);
}
