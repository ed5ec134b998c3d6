using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Autoschematic.Connectors.Processes;

/// <summary>What the file system says of a file without its content; two that are equal mean that nobody has written to it.</summary>
/// <param name="Device">Where the file system is.</param>
/// <param name="Inode">Which file of it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its content changed last, in nanoseconds.</param>
/// <param name="Changed">When anything about it changed last, in nanoseconds; nobody can set it back.</param>
/// <param name="Mode">Kind and permissions.</param>
/// <param name="Owner">Its user; null where the system does not tell.</param>
internal sealed record FileStamp(ulong Device, ulong Inode, ulong Size, long Modified, long Changed, ushort Mode, uint? Owner)
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int RecordBytes = 256;
    private const ushort KindMask = 0xf000;
    private const ushort RegularKind = 0x8000;
    private const ushort FolderKind = 0x4000;

    public bool IsFile => (Mode & KindMask) == RegularKind;

    public bool IsFolder => (Mode & KindMask) == FolderKind;

    public int Permissions => Mode & 0xfff;

    /// <summary>Which file it is, whatever is in it.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture, $"{Device:x}:{Inode:x}");

    /// <summary>Null when there is nothing.</summary>
    public static FileStamp? Of(string path, bool follow = true)
        => OperatingSystem.IsLinux() ? Ask(CurrentFolder, path, follow ? 0 : NoFollow) : OfInfo(path);

    /// <summary>Of an open file, wherever it may be by now; null where the system does not tell.</summary>
    public static FileStamp? Of(SafeFileHandle file)
        => OperatingSystem.IsLinux() ? Ask((int)file.DangerousGetHandle(), "", EmptyPath) : null;

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Device:x} {Inode:x} {Size} {Modified} {Changed} {Mode:x} {Owner}");

    private static unsafe FileStamp? Ask(int folder, string path, int flags)
    {
        var bytes = stackalloc byte[RecordBytes];
        if (LibC.StatX(folder, path, flags, BasicFields, bytes) != 0)
        {
            return null;
        }

        // The kernel fixes this layout for every processor.
        ReadOnlySpan<byte> record = new(bytes, RecordBytes);
        return new(
            ((ulong)Number(record, 136) << 32) | Number(record, 140),
            BitConverter.ToUInt64(record[32..]),
            BitConverter.ToUInt64(record[40..]),
            Time(record[112..]),
            Time(record[96..]),
            BitConverter.ToUInt16(record[28..]),
            Number(record, 20));
    }

    private static uint Number(ReadOnlySpan<byte> record, int offset) => BitConverter.ToUInt32(record[offset..]);

    private static long Time(ReadOnlySpan<byte> field)
        => (BitConverter.ToInt64(field) * 1_000_000_000) + BitConverter.ToUInt32(field[8..]);

    private static FileStamp? OfInfo(string path)
    {
        try
        {
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            return info.Exists
                ? new(
                    0,
                    0,
                    info is FileInfo file ? (ulong)file.Length : 0,
                    info.LastWriteTimeUtc.Ticks,
                    info.CreationTimeUtc.Ticks,
                    (ushort)((info is FileInfo ? RegularKind : FolderKind) | (OperatingSystem.IsWindows() ? 0 : (int)info.UnixFileMode)),
                    null)
                : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
