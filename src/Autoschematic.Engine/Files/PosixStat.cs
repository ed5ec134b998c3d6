using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Engine.Files;

/// <summary>Kind and permissions of a directory entry, links not followed.</summary>
internal readonly record struct PosixStat(FileKind Kind, uint Permissions, int Error)
{
    private const int LinuxEmptyPath = 0x1000;
    private const uint TypeModeAndSize = 0x203;
    private const int LinuxSizeOffset = 40;
    private const int LinuxModeOffset = 28;
    private const int MacModeOffset = 4;
    private const uint TypeAndMode = 0x3;

    public static PosixStat Of(SafeFileHandle folder, string name)
    {
        Span<byte> buffer = stackalloc byte[256];
        buffer.Clear();
        int result;
        do
        {
            result = Call(folder, name, buffer);
        }
        while (result != 0 && Marshal.GetLastPInvokeError() == PosixConstants.ErrorInterrupted);

        if (result != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return new(error == PosixConstants.ErrorNotFound ? FileKind.Missing : FileKind.Other, 0, error);
        }

        uint mode = BinaryPrimitives.ReadUInt16LittleEndian(buffer[(OperatingSystem.IsMacOS() ? MacModeOffset : LinuxModeOffset)..]);
        return new(KindOf(mode), mode & 0xFFF, 0);
    }

    /// <summary>The length of an open file on Linux; null when it is no file, or the system does not say.</summary>
    public static long? LengthOf(SafeFileHandle file)
    {
        Span<byte> buffer = stackalloc byte[256];
        buffer.Clear();
        return PosixCalls.StatX(file, "", LinuxEmptyPath, TypeModeAndSize, buffer) == 0
            && KindOf(BinaryPrimitives.ReadUInt16LittleEndian(buffer[LinuxModeOffset..])) == FileKind.File
                ? BinaryPrimitives.ReadInt64LittleEndian(buffer[LinuxSizeOffset..])
                : null;
    }

    private static FileKind KindOf(uint mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        _ => FileKind.Other,
    };

    private static int Call(SafeFileHandle folder, string name, Span<byte> buffer)
    {
        if (!OperatingSystem.IsMacOS())
        {
            return PosixCalls.StatX(folder, name, PosixConstants.StatNoFollow, TypeAndMode, buffer);
        }

        return RuntimeInformation.ProcessArchitecture == Architecture.X64
            ? PosixCalls.StatAtInode64(folder, name, buffer, PosixConstants.StatNoFollow)
            : PosixCalls.StatAt(folder, name, buffer, PosixConstants.StatNoFollow);
    }
}
