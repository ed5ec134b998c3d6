using System.Net.Sockets;

namespace Autoschematic.Connectors.Processes;

/// <summary>Who is at the other end of a Unix socket, as the kernel says.</summary>
internal static class PeerUser
{
    private const int LinuxLevel = 1;
    private const int LinuxCredentials = 17;
    private const int MacLevel = 0;
    private const int MacCredentials = 1;

    /// <summary>Whether the other end is a process of this user.</summary>
    public static bool IsOurs(Socket socket) => Ask(socket) is { User: var user } && user == LibC.EffectiveUser();

    /// <summary>The process at the other end; null when it is not this user's, or the system does not tell.</summary>
    public static int? ProcessOf(Socket socket)
        => OperatingSystem.IsLinux() && Ask(socket) is { } found && found.User == LibC.EffectiveUser() ? found.Process : null;

    private static (int Process, uint User)? Ask(Socket socket)
    {
        try
        {
            var (level, option) = OperatingSystem.IsLinux() ? (LinuxLevel, LinuxCredentials) : (MacLevel, MacCredentials);

            // Linux: process, user, group; Darwin: version, user, groups.
            Span<byte> credentials = stackalloc byte[128];
            return socket.GetRawSocketOption(level, option, credentials) >= 8
                ? (BitConverter.ToInt32(credentials), BitConverter.ToUInt32(credentials[4..]))
                : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
