using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Autoschematic.Model.Addresses;
using Autoschematic.Ron.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Engine.Files;

/// <summary>Linux and macOS: every component is opened relative to the one before, never through a link.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class PosixAccess(string root) : IPathAccess
{
    private const uint NewFileMode = 0x1A4; // 0644
    private const uint PrivateFileMode = 0x180; // 0600

    private const UnixFileMode ForOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public FileKind KindOf(RepoPath path)
    {
        using var folder = PosixFolder.Open(root, path.Parent, create: false, out var fault);
        if (folder is null)
        {
            return fault.Kind is FileKind.Missing or FileKind.File ? FileKind.Missing : FileKind.Other;
        }

        return PosixStat.Of(folder, path.Name).Kind;
    }

    // What stands in the way of a file, only a walk can say.
    public FileRead Read(RepoPath path) => PosixDirect.TryRead(root, path) ?? Read(path, isPrivate: false);

    public FileRead ReadPrivate(RepoPath path) => Read(path, isPrivate: true);

    public UnixFileMode? ModeOf(RepoPath path)
    {
        using var folder = PosixFolder.Open(root, path.Parent, create: false, out _);
        return folder is not null && PosixStat.Of(folder, path.Name) is { Kind: FileKind.File } stat ? (UnixFileMode)stat.Permissions : null;
    }

    public Diagnostic? Write(
        RepoPath path, ReadOnlyMemory<byte> content, FilePermissions permissions, UnixFileMode? mode = null, bool syncFolder = true)
    {
        using var folder = PosixFolder.Open(root, path.Parent, create: true, out var fault);
        if (folder is null)
        {
            return fault.ToDiagnostic(path, "written");
        }

        var existing = PosixStat.Of(folder, path.Name);
        if (Refuse(path, existing.Kind) is { } problem)
        {
            return problem;
        }

        var own = permissions == FilePermissions.Private ? PrivateFileMode
            : existing.Kind == FileKind.File ? existing.Permissions : NewFileMode;
        var temporary = FileLimits.NewTemporaryName();
        if (WriteTemporary(folder, temporary, content, (uint?)mode ?? own) is not 0 and var error)
        {
            _ = PosixCalls.UnlinkAt(folder, temporary, 0);
            return SystemProblem(path, "written", error);
        }

        if (PosixCalls.RenameAt(folder, temporary, folder, path.Name) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            _ = PosixCalls.UnlinkAt(folder, temporary, 0);
            return SystemProblem(path, "written", error);
        }

        return !syncFolder || PosixCalls.Sync(folder) == 0 ? null : SystemProblem(path, "written", Marshal.GetLastPInvokeError());
    }

    public Diagnostic? SyncFolder(RepoPath folder)
    {
        using var open = PosixFolder.Open(root, folder, create: false, out var fault);

        // A folder that is gone has no names to keep.
        return open is null ? (fault.Kind == FileKind.Missing ? null : fault.ToDiagnostic(folder, "written"))
            : PosixCalls.Sync(open) == 0 ? null
            : SystemProblem(folder, "written", Marshal.GetLastPInvokeError());
    }

    public Diagnostic? Delete(RepoPath path)
    {
        using var folder = PosixFolder.Open(root, path.Parent, create: false, out var fault);
        if (folder is null)
        {
            return fault.Kind is FileKind.Missing or FileKind.File ? null : fault.ToDiagnostic(path, "deleted");
        }

        var kind = PosixStat.Of(folder, path.Name).Kind;
        if (kind == FileKind.Missing)
        {
            return null;
        }

        if (Refuse(path, kind) is { } problem)
        {
            return problem;
        }

        if (PosixCalls.UnlinkAt(folder, path.Name, 0) != 0
            && Marshal.GetLastPInvokeError() is not PosixConstants.ErrorNotFound and var error)
        {
            return SystemProblem(path, "deleted", error);
        }

        return PosixCalls.Sync(folder) == 0 ? null : SystemProblem(path, "deleted", Marshal.GetLastPInvokeError());
    }

    public Diagnostic? ProveWritable(RepoPath path, bool toDisk)
    {
        using var folder = PosixFolder.Open(root, path.Parent, create: true, out var fault);
        if (folder is null)
        {
            return fault.ToDiagnostic(path, "written");
        }

        if (Refuse(path, PosixStat.Of(folder, path.Name).Kind) is { } problem)
        {
            return problem;
        }

        if (!toDisk)
        {
            return PosixCalls.AccessAt(folder, ".", PosixConstants.MayChange, PosixConstants.AsEffectiveUser) == 0
                ? null
                : SystemProblem(path, "written", Marshal.GetLastPInvokeError());
        }

        var temporary = FileLimits.NewTemporaryName();
        var error = WriteTemporary(folder, temporary, new byte[1], PrivateFileMode);
        _ = PosixCalls.UnlinkAt(folder, temporary, 0);
        return error == 0 ? null : SystemProblem(path, "written", error);
    }

    public bool RemoveEmptyFolder(RepoPath folder)
    {
        using var parent = PosixFolder.Open(root, folder.Parent, create: false, out _);
        return parent is not null && PosixCalls.UnlinkAt(parent, folder.Name, PosixConstants.RemoveFolder) == 0;
    }

    private FileRead Read(RepoPath path, bool isPrivate)
    {
        using var folder = PosixFolder.Open(root, path.Parent, create: false, out var fault);
        if (folder is null)
        {
            return fault.Kind is FileKind.Missing or FileKind.File
                ? new FileRead.Missing()
                : new FileRead.Refused(fault.ToDiagnostic(path, "read"));
        }

        switch (PosixStat.Of(folder, path.Name).Kind)
        {
            case FileKind.Missing:
                return new FileRead.Missing();
            case FileKind.Folder:
                return new FileRead.Refused(FileDiagnostics.IsFolder(path));
            case FileKind.Other:
                return new FileRead.Refused(FileDiagnostics.IsLink(path, path));
        }

        // Not blocking, in case the file was replaced by a pipe just now.
        var flags = PosixConstants.NoFollow | PosixConstants.NonBlocking | PosixConstants.CloseOnExec;
        using var file = PosixFolder.Retry(() => PosixCalls.OpenAt(folder, path.Name, flags, 0));
        if (file.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            return error switch
            {
                PosixConstants.ErrorNotFound => new FileRead.Missing(),
                _ when error == PosixConstants.ErrorLoop => new FileRead.Refused(FileDiagnostics.IsLink(path, path)),
                _ => new FileRead.Refused(SystemProblem(path, "read", error)),
            };
        }

        return (isPrivate ? RefuseOpenToOthers(path, file) : null) ?? ReadAll(path, file);
    }

    private static FileRead? RefuseOpenToOthers(RepoPath path, SafeFileHandle file)
    {
        var mode = File.GetUnixFileMode(file);
        return (mode & ForOthers) == 0 ? null : new FileRead.Refused(FileDiagnostics.OpenToOthers(path, mode));
    }

    private static FileRead ReadAll(RepoPath path, SafeFileHandle file)
    {
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length > FileLimits.LargestFile)
            {
                return new FileRead.Refused(FileDiagnostics.TooLarge(path, length));
            }

            var bytes = new byte[length];
            var read = 0;
            while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var count)
            {
                read += count;
            }

            return read == bytes.Length
                ? new FileRead.Found(bytes)
                : new FileRead.Refused(FileDiagnostics.Vanished(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new FileRead.Refused(FileDiagnostics.System(path, "read", exception.Message));
        }
    }

    private static int WriteTemporary(SafeFileHandle folder, string name, ReadOnlyMemory<byte> content, uint mode)
    {
        var flags = PosixConstants.WriteOnly | PosixConstants.Create | PosixConstants.Exclusive
            | PosixConstants.NoFollow | PosixConstants.CloseOnExec;
        using var file = PosixFolder.Retry(() => PosixCalls.OpenAt(folder, name, flags, (int)PrivateFileMode));
        if (file.IsInvalid || PosixCalls.ChangeMode(file, mode) != 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        try
        {
            RandomAccess.Write(file, content.Span, 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The low byte of the HRESULT is the system's error number on these systems.
            return exception.HResult is > 0 and < 4096 and var error ? error : InputOutputError;
        }

        return PosixCalls.Sync(file) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private const int InputOutputError = 5;

    private static Diagnostic? Refuse(RepoPath path, FileKind kind) => kind switch
    {
        FileKind.Folder => FileDiagnostics.IsFolder(path),
        FileKind.Other => FileDiagnostics.IsLink(path, path),
        _ => null,
    };

    private static Diagnostic SystemProblem(RepoPath path, string action, int error)
        => FileDiagnostics.System(path, action, Marshal.GetPInvokeErrorMessage(error));
}
