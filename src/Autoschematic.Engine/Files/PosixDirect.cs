using System.Runtime.InteropServices;
using Autoschematic.Model.Addresses;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Engine.Files;

/// <summary>Opens a folder in one step where the system itself can refuse every link on the way: Linux 5.6 and later.</summary>
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
            if (Open(path) is >= 0 and var handle)
            {
                return new(handle, ownsHandle: true);
            }

            error = Marshal.GetLastPInvokeError();
        }
        while (error == PosixConstants.ErrorInterrupted);

        return null;
    }

    // Older systems do not have it, and some containers forbid it.
    private static bool HasCall()
    {
        using var top = new SafeFileHandle(Open("/"), ownsHandle: true);
        return !top.IsInvalid;
    }

    private static nint Open(string path)
    {
        ReadOnlySpan<ulong> how = [(ulong)(PosixConstants.Folder | PosixConstants.CloseOnExec), 0, NoLinks];
        return PosixCalls.OpenAt2(Number, CurrentDirectory, path, how, how.Length * sizeof(ulong));
    }
}
