using System.Buffers.Binary;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Files.Hosts.Local;

/// <summary>What the platform's own classes do not do: files by directories that are held open, and owners.</summary>
[SupportedOSPlatform("linux")]
internal static partial class PosixFile
{
    /// <summary>Leaves an owner or a group as it is.</summary>
    public const uint Unchanged = uint.MaxValue;

    private const int NoEntry = 2;
    private const int Exists = 17;
    private const int NotDirectory = 20;
    private const int TooManyLinks = 40;

    private const int WriteOnly = 1;
    private const int CreateNew = 0x40 | 0x80;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int PathOnly = 0x200000;

    private const int StatusOfLink = 0x100;
    private const int RemoveFolder = 0x200;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7FF;
    private const int TypeMask = 0xF000;

    // Two flags are the other way round on some processors.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le;
    private static readonly int DirectoryOnly = IsArm ? 0x4000 : 0x10000;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    private static readonly SafeFileHandle CurrentDirectory = new(-100, ownsHandle: false);

    /// <summary>A name of what a handle holds, for calls that take names only.</summary>
    public static string PathOf(SafeFileHandle handle)
        => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}");

    /// <summary>Whom this process acts as.</summary>
    public static uint User => EffectiveUser();

    public static SafeFileHandle OpenRoot() => Open(CurrentDirectory, "/", PathOnly | DirectoryOnly);

    /// <summary>Null when there is no directory of that name, or it is a link.</summary>
    public static SafeFileHandle? TryOpenFolder(SafeFileHandle folder, string name)
    {
        var opened = OpenAt(folder, name, PathOnly | DirectoryOnly | NoFollow | CloseOnExec, 0);
        if (!opened.IsInvalid)
        {
            return opened;
        }

        var error = Marshal.GetLastPInvokeError();
        opened.Dispose();
        return error is NoEntry or NotDirectory or TooManyLinks ? null : throw Error(error);
    }

    public static SafeFileHandle OpenToRead(SafeFileHandle folder, string name)
    {
        // Opening a pipe would wait for a writer.
        var file = Open(folder, name, NonBlocking | NoFollow);
        return Is(file, FileKind.File) ? file : throw Replaced(file);
    }

    /// <summary>A file or directory itself, to change its attributes.</summary>
    public static SafeFileHandle Hold(SafeFileHandle folder, string name)
    {
        var held = Open(folder, name, PathOnly | NoFollow);
        return Is(held, FileKind.File) || Is(held, FileKind.Directory) ? held : throw Replaced(held);
    }

    public static SafeFileHandle Create(SafeFileHandle folder, string name) => Open(folder, name, WriteOnly | CreateNew | NoFollow, 0x180);

    /// <summary>What has a name in a directory, a link itself; null when there is nothing.</summary>
    public static PosixStatus? Find(SafeFileHandle folder, string name)
    {
        // The layout of `struct statx` is the same on every architecture.
        Span<byte> found = stackalloc byte[256];
        if (Statx(folder, name, name.Length == 0 ? EmptyPath : StatusOfLink, BasicFields, found) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is NoEntry or NotDirectory ? null : throw Error(error);
        }

        var mode = BinaryPrimitives.ReadUInt16LittleEndian(found[28..]);
        var kind = (mode & TypeMask) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Directory, 0xA000 => FileKind.Link, _ => FileKind.Other };
        return new(
            kind,
            mode & 0xFFF,
            BinaryPrimitives.ReadUInt32LittleEndian(found[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(found[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(found[40..]));
    }

    public static void ChangeOwner(SafeFileHandle held, uint user, uint group) => Check(ChangeOwnerAt(held, "", user, group, EmptyPath));

    public static void ChangeMode(SafeFileHandle held, int mode) => Check(ChangeModeOf(PathOf(held), (uint)mode));

    public static void Rename(SafeFileHandle folder, string from, string to) => Check(RenameAt(folder, from, folder, to));

    public static void MakeFolder(SafeFileHandle folder, string name)
    {
        if (MakeFolderAt(folder, name, 0x1C0) == 0)
        {
            return;
        }

        // Another file may have needed it a moment earlier.
        var error = Marshal.GetLastPInvokeError();
        if (error != Exists || Find(folder, name) is not { Kind: FileKind.Directory })
        {
            throw Error(error);
        }
    }

    public static void Delete(SafeFileHandle folder, string name, bool isFolder)
    {
        if (UnlinkAt(folder, name, isFolder ? RemoveFolder : 0) != 0 && Marshal.GetLastPInvokeError() is not NoEntry and var error)
        {
            throw Error(error);
        }
    }

    private static SafeFileHandle Open(SafeFileHandle folder, string name, int flags, uint mode = 0)
    {
        var opened = OpenAt(folder, name, flags | CloseOnExec, mode);
        if (!opened.IsInvalid)
        {
            return opened;
        }

        var error = Marshal.GetLastPInvokeError();
        opened.Dispose();
        throw Error(error);
    }

    private static bool Is(SafeFileHandle held, FileKind kind) => Find(held, "")?.Kind == kind;

    private static IOException Replaced(SafeFileHandle held)
    {
        held.Dispose();
        return new("it was replaced by something else meanwhile; plan again");
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw Error(Marshal.GetLastPInvokeError());
        }
    }

    private static Exception Error(int error)
    {
        const int NotPermitted = 1;
        const int NoAccess = 13;
        return error is NotPermitted or NoAccess ? new UnauthorizedAccessException()
            : error == TooManyLinks ? new IOException("it was replaced by a symbolic link meanwhile; plan again")
            : new IOException(new Win32Exception(error).Message);
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenAt(SafeFileHandle folder, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(SafeFileHandle folder, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "fchownat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwnerAt(SafeFileHandle folder, string path, uint user, uint group, int flags);

    [LibraryImport("libc", EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeModeOf(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(SafeFileHandle folder, string from, SafeFileHandle newFolder, string to);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolderAt(SafeFileHandle folder, string path, uint mode);

    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkAt(SafeFileHandle folder, string path, int flags);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
