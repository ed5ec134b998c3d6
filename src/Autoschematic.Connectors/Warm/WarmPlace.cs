using System.Security.Cryptography;
using System.Text;
using Autoschematic.Connectors.Processes;

namespace Autoschematic.Connectors.Warm;

/// <summary>Where the warm host of one repository is found.</summary>
/// <param name="Root">The repository, an absolute path without links.</param>
/// <param name="Socket">Its socket, in a folder that only this user can look into.</param>
internal sealed record WarmPlace(string Root, string Socket)
{
    private const int NameBytes = 8;

    /// <summary>Held by the one that serves the socket.</summary>
    public string Lock => Path.ChangeExtension(Socket, ".lock");

    /// <summary>Null when there is no safe folder for a socket.</summary>
    public static WarmPlace? Of(string root, string? runtimeDirectory, string temporaryDirectory)
    {
        if (PrivateFolder.Shared(runtimeDirectory, temporaryDirectory) is not { } folder)
        {
            return null;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(root)).AsSpan(0, NameBytes));
        var socket = Path.Combine(folder, $"warm-{name}.sock");
        return Encoding.UTF8.GetByteCount(socket) <= RunDirectory.MaxSocketPathBytes ? new(root, socket) : null;
    }
}
