using System.Net.Sockets;
using Autoschematic.Connectors.Channels;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Client;

/// <summary>Where a repository's warm host is found by those who want something of it.</summary>
internal static class WarmDoor
{
    /// <summary>How long a host may take for an answer that it need not do anything for.</summary>
    public static readonly TimeSpan WelcomeTime = TimeSpan.FromSeconds(2);

    /// <summary>Connects and says hello.</summary>
    public static async Task<WarmAnswer> KnockAsync(WarmPlace place, string build, WarmUser user, CancellationToken cancellationToken)
    {
        Socket socket;
        try
        {
            socket = await UnixSockets.ConnectAsync(place.Socket, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException problem)
        {
            // Too many wait at the door already.
            return problem.SocketErrorCode == SocketError.WouldBlock ? new WarmAnswer.Silent() : new WarmAnswer.Nobody();
        }

        WarmLink link = new(socket);
        WarmAnswer? answer = null;
        try
        {
            return answer = await GreetAsync(link, socket, place, build, user, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (answer is not WarmAnswer.Serves)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Says something and waits for the answer, but not for ever.</summary>
    /// <returns>The answer, and whether there was time for one: null then when the other end has ended, or says something else.</returns>
    public static async Task<(T? Answer, bool InTime)> AskAsync<T>(WarmLink link, WarmMessage message, TimeSpan limit, CancellationToken cancellationToken)
        where T : WarmMessage
    {
        link.Say(message);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(limit);
        try
        {
            return (await link.HearAsync(patience.Token).ConfigureAwait(false) as T, true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, false);
        }
    }

    private static async Task<WarmAnswer> GreetAsync(WarmLink link, Socket socket, WarmPlace place, string build, WarmUser user, CancellationToken cancellationToken)
    {
        if (!PeerUser.IsOurs(socket))
        {
            return new WarmAnswer.Refuses();
        }

        WarmMessage.Hello hello = new(WarmMessage.CurrentRevision, build, FileStamp.Of(place.Root)?.Identity, user);
        var (welcome, inTime) = await AskAsync<WarmMessage.Welcome>(link, hello, WelcomeTime, cancellationToken).ConfigureAwait(false);
        switch (welcome)
        {
            case null:
                return inTime ? new WarmAnswer.Nobody() : new WarmAnswer.Silent();
            case { Serves: true }:
                return new WarmAnswer.Serves(new(link));
            default:
                link.Say(new WarmMessage.Retire());
                return new WarmAnswer.Refuses();
        }
    }
}
