using Renci.SshNet.Sftp;

namespace Autoschematic.Files.Hosts.Ssh;

/// <summary>Kinds and permissions as SFTP has them.</summary>
internal static class SftpModes
{
    public static FileKind KindOf(SftpFileAttributes attributes)
        => attributes.IsSymbolicLink ? FileKind.Link
            : attributes.IsRegularFile ? FileKind.File
            : attributes.IsDirectory ? FileKind.Directory
            : FileKind.Other;

    public static int Of(SftpFileAttributes from)
        => Bit(from.IsUIDBitSet, 2048) | Bit(from.IsGroupIDBitSet, 1024) | Bit(from.IsStickyBitSet, 512)
            | Bit(from.OwnerCanRead, 256) | Bit(from.OwnerCanWrite, 128) | Bit(from.OwnerCanExecute, 64)
            | Bit(from.GroupCanRead, 32) | Bit(from.GroupCanWrite, 16) | Bit(from.GroupCanExecute, 8)
            | Bit(from.OthersCanRead, 4) | Bit(from.OthersCanWrite, 2) | Bit(from.OthersCanExecute, 1);

    public static void Set(SftpFileAttributes to, int mode)
    {
        to.IsUIDBitSet = (mode & 2048) != 0;
        to.IsGroupIDBitSet = (mode & 1024) != 0;
        to.IsStickyBitSet = (mode & 512) != 0;
        to.OwnerCanRead = (mode & 256) != 0;
        to.OwnerCanWrite = (mode & 128) != 0;
        to.OwnerCanExecute = (mode & 64) != 0;
        to.GroupCanRead = (mode & 32) != 0;
        to.GroupCanWrite = (mode & 16) != 0;
        to.GroupCanExecute = (mode & 8) != 0;
        to.OthersCanRead = (mode & 4) != 0;
        to.OthersCanWrite = (mode & 2) != 0;
        to.OthersCanExecute = (mode & 1) != 0;
    }

    private static int Bit(bool set, int bit) => set ? bit : 0;
}
