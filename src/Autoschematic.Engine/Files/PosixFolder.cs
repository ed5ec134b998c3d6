using System.Runtime.InteropServices;
using Autoschematic.Model.Addresses;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Engine.Files;

/// <summary>Walks from the root to a folder, one real folder after the other.</summary>
internal static class PosixFolder
{
    private const uint FolderMode = 0x1FF; // 0777 less the user's umask

    /// <summary>The open folder, or null with the place and reason where the walk stopped.</summary>
    public static SafeFileHandle? Open(string root, RepoPath? folder, bool create, out PosixFault fault)
    {
        fault = default;
        if (PosixDirect.TryOpen(root, folder, out var error) is { } found)
        {
            return found;
        }

        if (error == PosixConstants.ErrorNotFound && !create)
        {
            fault = new(FileKind.Missing, folder, error);
            return null;
        }

        var current = Retry(() => PosixCalls.Open(root, PosixConstants.Folder | PosixConstants.CloseOnExec, 0));
        if (current.IsInvalid)
        {
            fault = new(FileKind.Missing, null, Marshal.GetLastPInvokeError());
            current.Dispose();
            return null;
        }

        if (folder is null)
        {
            return current;
        }

        var walked = "";
        foreach (var name in folder.Text.Split('/'))
        {
            walked = walked.Length == 0 ? name : $"{walked}/{name}";
            var next = Step(current, name, create, out var kind, out error);
            current.Dispose();
            if (next is null)
            {
                fault = new(kind, RepoPath.Parse(walked), error);
                return null;
            }

            current = next;
        }

        return current;
    }

    public static SafeFileHandle Retry(Func<SafeFileHandle> open)
    {
        while (true)
        {
            var handle = open();
            if (!handle.IsInvalid || Marshal.GetLastPInvokeError() != PosixConstants.ErrorInterrupted)
            {
                return handle;
            }

            handle.Dispose();
        }
    }

    private static SafeFileHandle? Step(SafeFileHandle parent, string name, bool create, out FileKind kind, out int error)
    {
        const int attempts = 16;
        var flags = PosixConstants.Folder | PosixConstants.NoFollow | PosixConstants.CloseOnExec;
        kind = FileKind.Folder;
        error = 0;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var next = Retry(() => PosixCalls.OpenAt(parent, name, flags, 0));
            if (!next.IsInvalid)
            {
                return next;
            }

            error = Marshal.GetLastPInvokeError();
            next.Dispose();
            if (error != PosixConstants.ErrorNotFound)
            {
                break;
            }

            if (!create)
            {
                // Between two looks somebody may have made the folder: only one look says that nothing is there.
                kind = PosixStat.Of(parent, name).Kind;
                if (kind == FileKind.Missing)
                {
                    return null;
                }

                continue;
            }

            // Another process may make the same folder at the same moment, which is as good.
            if (PosixCalls.MakeFolderAt(parent, name, FolderMode) != 0
                && Marshal.GetLastPInvokeError() is not PosixConstants.ErrorExists and var failure)
            {
                error = failure;
                kind = FileKind.Folder;
                return null;
            }

            _ = PosixCalls.Sync(parent);
        }

        var found = PosixStat.Of(parent, name);
        kind = found.Error is 0 or PosixConstants.ErrorNotFound ? found.Kind : FileKind.Folder;
        return null;
    }
}
