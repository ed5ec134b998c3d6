using System.Net.Sockets;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm.Host;

/// <summary>The place of the one warm host of a repository: a lock, and a socket that only the lock's holder makes and removes.</summary>
internal sealed class WarmSeat
{
    private const int WaitingConnections = 128;

    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly WarmPlace place;
    private readonly FileStream held;
    private readonly string? socketId;
    private int left;

    private WarmSeat(WarmPlace place, FileStream held, Socket listener)
    {
        this.place = place;
        this.held = held;
        Listener = listener;
        socketId = FileStamp.Of(place.Socket)?.Identity;
    }

    public Socket Listener { get; }

    /// <summary>Whether who connects still comes to this one.</summary>
    public bool IsOurs => FileStamp.Of(place.Socket)?.Identity == socketId;

    /// <summary>Null when another one sits there, who then serves, or the folder cannot be used.</summary>
    public static WarmSeat? TryTake(WarmPlace place)
    {
        if (TryLock(place.Lock) is not { } held)
        {
            return null;
        }

        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Whoever made it is dead: it would have the lock.
            File.Delete(place.Socket);
            listener.Bind(new UnixDomainSocketEndPoint(place.Socket));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(place.Socket, SocketMode);
            }

            listener.Listen(WaitingConnections);
            return new(place, held, listener);
        }
        catch (Exception problem) when (problem is SocketException or IOException or UnauthorizedAccessException)
        {
            listener.Dispose();
            held.Dispose();
            return null;
        }
    }

    /// <summary>Makes room for the next one.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref left, 1) != 0)
        {
            return;
        }

        if (IsOurs)
        {
            RunDirectory.RemoveFile(place.Socket);
        }

        Listener.Dispose();
        if (IsAt(held, place.Lock))
        {
            RunDirectory.RemoveFile(place.Lock);
        }

        held.Dispose();
    }

    private static FileStream? TryLock(string path)
    {
        try
        {
            while (true)
            {
                var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (IsAt(held, path))
                {
                    return held;
                }

                // The last one removed it while we waited for nothing: what we hold, nobody else would find.
                held.Dispose();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsAt(FileStream held, string path)
        => FileStamp.Of(held.SafeFileHandle) is not { } open || FileStamp.Of(path)?.Identity == open.Identity;
}
