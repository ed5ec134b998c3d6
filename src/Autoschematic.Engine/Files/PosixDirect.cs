using System.Runtime.InteropServices;
using Autoschematic.Model.Addresses;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Engine.Files;

/// <summary>Opens a folder, or reads a file, in one step where the system itself can refuse every link on the way: Linux 5.6 and later.</summary>
internal static class PosixDirect
{
    private const int Number = 437;
    private const int CurrentDirectory = -100;
    private const ulong NoLinks = 0x04;

    private static readonly bool IsThere = OperatingSystem.IsLinux() && HasCall();

    /// <summary>The open folder; null with the error, 0 when it was not tried, and then only a walk says what stands in the way.</summary>
    public static SafeFileHandle? TryOpen(string root, RepoPath? folder, out int error)
    {
        error = 0;
        if (!IsThere)
        {
            return null;
        }

        var path = folder is null ? root : $"{root}/{folder.Text}";
        do
        {
            if (Open(path, PosixConstants.Folder) is >= 0 and var handle)
            {
                return new(handle, ownsHandle: true);
            }

            error = Marshal.GetLastPInvokeError();
        }
        while (error == PosixConstants.ErrorInterrupted);

        return null;
    }

    /// <summary>The file, or that there is none; null when it was not tried or something is unusual, which a walk then explains.</summary>
    public static FileRead? TryRead(string root, RepoPath path)
    {
        if (!IsThere)
        {
            return null;
        }

        // Not blocking, in case it is a pipe.
        var handle = Open($"{root}/{path.Text}", PosixConstants.NoFollow | PosixConstants.NonBlocking);
        if (handle < 0)
        {
            return Marshal.GetLastPInvokeError() == PosixConstants.ErrorNotFound ? new FileRead.Missing() : null;
        }

        using var file = new SafeFileHandle(handle, ownsHandle: true);
        return PosixStat.LengthOf(file) is >= 0 and <= FileLimits.LargestFile and var length ? ReadAll(file, new byte[length]) : null;
    }

    // A file that grew is as long as it was a moment ago; one that shrank is for the walk to tell.
    private static FileRead.Found? ReadAll(SafeFileHandle file, byte[] bytes)
    {
        var read = 0;
        while (read < bytes.Length && PosixCalls.Read(file, bytes.AsSpan(read), bytes.Length - read) is > 0 and var count)
        {
            read += (int)count;
        }

        return read == bytes.Length ? new(bytes) : null;
    }

    // Older systems do not have it, and some containers forbid it.
    private static bool HasCall()
    {
        using var top = new SafeFileHandle(Open("/", PosixConstants.Folder), ownsHandle: true);
        return !top.IsInvalid;
    }

    private static nint Open(string path, int flags)
    {
        ReadOnlySpan<ulong> how = [(ulong)(flags | PosixConstants.CloseOnExec), 0, NoLinks];
        return PosixCalls.OpenAt2(Number, CurrentDirectory, path, how, how.Length * sizeof(ulong));
    }
}
