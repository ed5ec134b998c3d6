using System.Text;

namespace Autoschematic.Connectors.Processes;

/// <summary>A folder with a fixed name that only this user can look into, or nothing.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Leaves room in a socket's path for the folder's own name and the socket's.
    private const int MaxParentBytes = 56;

    /// <summary>The user's folder for what processes of different commands share; null when there is no safe place for it.</summary>
    public static string? Shared(string? runtimeDirectory, string temporaryDirectory)
        => (runtimeDirectory is { Length: > 0 } && Fits(runtimeDirectory) && Directory.Exists(runtimeDirectory)
                ? Take(Path.Combine(runtimeDirectory, "autoschematic"))
                : null)
            ?? Take(Path.Combine(Fits(temporaryDirectory) ? temporaryDirectory : "/tmp", $"autoschematic-{LibC.EffectiveUser()}"));

    /// <summary>Makes the folder if need be; null when it is a link, another user's, or open to others.</summary>
    public static string? Take(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        _ = LibC.MakeDirectory(folder, (uint)Mode);
        if (FileStamp.Of(folder, follow: false) is not { IsFolder: true } found
            || (found.Owner is { } owner && owner != LibC.EffectiveUser())
            || new DirectoryInfo(folder).LinkTarget is not null)
        {
            return null;
        }

        try
        {
            if (found.Owner is null || found.Permissions != (int)Mode)
            {
                // Only the owner can.
                File.SetUnixFileMode(folder, Mode);
            }

            return folder;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Fits(string folder) => Path.IsPathRooted(folder) && Encoding.UTF8.GetByteCount(folder) <= MaxParentBytes;
}
