using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Autoschematic.Files.Hosts.Local;

/// <summary>What the platform's own classes do not tell of a file: its owner and group.</summary>
internal static partial class PosixFile
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint BasicFields = 0x7FF;
    private const int NoEntry = 2;
    private const int NotDirectory = 20;
    private const int TypeMask = 0xF000;

    /// <summary>Kind, mode, owner, group and size, of a link itself; null when there is nothing.</summary>
    public static (FileKind Kind, int Mode, int User, int Group, long Size)? Find(string path)
    {
        // The layout of `struct statx` is the same on every architecture.
        Span<byte> found = stackalloc byte[256];
        if (Statx(CurrentDirectory, path, NoFollow, BasicFields, found) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error is NoEntry or NotDirectory ? null : throw Error(error);
        }

        var mode = BinaryPrimitives.ReadUInt16LittleEndian(found[28..]);
        var kind = (mode & TypeMask) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Directory, 0xA000 => FileKind.Link, _ => FileKind.Other };
        return (kind, mode & 0xFFF, BinaryPrimitives.ReadInt32LittleEndian(found[20..]), BinaryPrimitives.ReadInt32LittleEndian(found[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(found[40..]));
    }

    /// <summary>Changes owner and group; -1 leaves one as it is.</summary>
    public static void ChangeOwner(string path, int user, int group)
    {
        if (LChown(path, user, group) != 0)
        {
            throw Error(Marshal.GetLastPInvokeError());
        }
    }

    private static Exception Error(int error)
    {
        const int NotPermitted = 1;
        const int NoAccess = 13;
        var message = new Win32Exception(error).Message;
        return error is NotPermitted or NoAccess ? new UnauthorizedAccessException(message) : new IOException(message);
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LChown(string path, int user, int group);
}
